const isDark = (system: MediaQueryList): boolean => {
  const { theme } = document.documentElement.dataset;
  return theme === 'dark' || (theme !== 'light' && system.matches);
};

/** Says whether the page is dark, now and at every change of its theme or the system's. Returns a function that stops. */
export function watchDark(onChange: (dark: boolean) => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const tell = () => onChange(isDark(system));
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', tell);
  tell();
  return () => {
    observer.disconnect();
    system.removeEventListener('change', tell);
  };
}
