import { describe, expect, it } from '@jest/globals';
import { distinctTags, tidyTag } from './tag.js';

describe('tags', () => {
  it('are stored in one form', () => {
    expect(tidyTag('  cliente   caffe\u0300 ')).toBe('cliente caffè');
  });

  it('are the same when only case and accents differ; the first spelling stays', () => {
    expect(distinctTags(['Caffè', 'VIP', 'caffe', 'vip', 'fiera'])).toEqual(['Caffè', 'VIP', 'fiera']);
  });
});
