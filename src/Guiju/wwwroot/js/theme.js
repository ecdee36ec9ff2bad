// Theme "as the device": set before the first paint, followed when the device changes. The chosen themes need no script.
const dark = matchMedia('(prefers-color-scheme: dark)');
const apply = () => document.documentElement.dataset.bsTheme = dark.matches ? 'dark' : 'light';
apply();
dark.addEventListener('change', apply);
