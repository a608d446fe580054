// Before the first paint: the colours and the language that were chosen here, so that nothing flickers.
(() => {
  const kept = (name) => localStorage.getItem(`nexus.${name}`);
  const root = document.documentElement;
  const theme = kept('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  if (kept('language') === 'en') root.lang = 'en';
})();
