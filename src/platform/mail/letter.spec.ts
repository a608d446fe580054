import { describe, expect, it } from '@jest/globals';
import { writeMail } from './letter.js';

const LETTER = {
  italian: { subject: 'Benvenuta', paragraphs: ['Buongiorno <b>Rita</b> & Co.'] },
  english: { subject: 'Welcome', paragraphs: ['Hello <b>Rita</b> & Co.'] },
  link: 'https://crm.example.test/reset-password#token=a"b',
};

describe('a letter', () => {
  it('says everything in Italian and then in English, with the link in both', () => {
    const { to, subject, text } = writeMail('rita@example.test', LETTER);
    expect([to, subject]).toEqual(['rita@example.test', 'Benvenuta · Welcome']);
    expect(text.split('\n\n')).toEqual([
      'Buongiorno <b>Rita</b> & Co.',
      LETTER.link,
      '--',
      'Hello <b>Rita</b> & Co.',
      LETTER.link,
    ]);
  });

  it('is no page that its reader’s name could write into', () => {
    const { html } = writeMail('rita@example.test', LETTER);
    expect(html).toContain('<p>Buongiorno &lt;b&gt;Rita&lt;/b&gt; &amp; Co.</p>');
    expect(html).toContain('<a href="https://crm.example.test/reset-password#token=a&quot;b">');
    expect(html).not.toContain('<b>');
  });

  it('without a link has none', () => {
    const { html, text } = writeMail('rita@example.test', { ...LETTER, link: undefined });
    expect(html).not.toContain('<a');
    expect(text).not.toContain('undefined');
  });
});
