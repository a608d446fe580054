export type Theme = 'system' | 'light' | 'dark';

const KEPT = 'nexus.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

function remembered(): Theme {
  const kept = localStorage.getItem(KEPT);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

class ThemeChoice {
  chosen = $state<Theme>(remembered());
  private systemIsDark = $state(system.matches);

  constructor() {
    system.addEventListener('change', ({ matches }) => (this.systemIsDark = matches));
  }

  /** What is shown, whatever was chosen. */
  get isDark(): boolean {
    return this.chosen === 'system' ? this.systemIsDark : this.chosen === 'dark';
  }

  choose(theme: Theme): void {
    this.chosen = theme;
    const { dataset } = document.documentElement;
    if (theme === 'system') {
      delete dataset['theme'];
      localStorage.removeItem(KEPT);
    } else {
      dataset['theme'] = theme;
      localStorage.setItem(KEPT, theme);
    }
  }
}

export const theme = new ThemeChoice();
