/** Keys as they are printed on a keyboard: `mod` is ⌘ on a Mac and Ctrl elsewhere. */

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

const faces: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  alt: isMac ? '⌥' : 'Alt',
  enter: '↵',
  escape: 'Esc',
  shift: '⇧',
  arrowup: '↑',
  arrowdown: '↓',
}

/** @param keys `mod+k`, `g l`, `?`. */
export const keyFace = (keys: string): string =>
  keys
    .split(' ')
    .map(chord =>
      chord
        .split('+')
        .map((key, index, all) => faces[key.toLowerCase()] ?? (index > 0 && all.length > 1 ? key.toUpperCase() : key))
        .join(isMac ? '' : ' '),
    )
    .join(' ')

export const Kbd = ({ keys }: { keys: string }) => (
  <kbd className="pointer-coarse:hidden whitespace-nowrap rounded-[4px] border border-hair-strong px-1 font-sans text-2xs text-muted">
    {keyFace(keys)}
  </kbd>
)
