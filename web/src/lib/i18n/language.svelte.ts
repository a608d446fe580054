export type Language = 'it' | 'en';

const KEPT = 'nexus.language';

/** The language of this browser: Italian, unless English was chosen here. */
class LanguageChoice {
  now = $state<Language>(localStorage.getItem(KEPT) === 'en' ? 'en' : 'it');

  get locale(): string {
    return this.now === 'it' ? 'it-IT' : 'en-GB';
  }

  choose(language: Language): void {
    this.now = language;
    localStorage.setItem(KEPT, language);
    document.documentElement.lang = language;
  }
}

export const language = new LanguageChoice();
