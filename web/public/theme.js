// Sets the theme before the first paint, so that nothing flashes; web/platform/theme.ts takes over from here.
;(() => {
  let choice = 'system'
  try {
    choice = localStorage.getItem('maeari.theme') || 'system'
  } catch {
    // Storage is refused in some private windows: the system's theme holds.
  }
  const isDark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
})()
