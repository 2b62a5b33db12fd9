/** Keyboard shortcuts: pages register theirs while shown; they rest while a person types or a dialog is open. */
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from 'react'

export interface Shortcut {
  /** `j`, `#`, `mod+k`, `alt+1`, `shift+j`, or a sequence: `g l`. A letter with shift that nobody takes is the letter alone. */
  readonly keys: string
  readonly label: string
  readonly run: () => void
  /** Works everywhere, not only on the page that registered it. */
  readonly isGlobal?: boolean
}

/** What is registered now; each is looked up when a key is pressed, so that it runs as its page was drawn last. */
type Registered = Set<{ current: Shortcut }>

const ShortcutsContext = createContext<Registered | null>(null)

export const ShortcutsProvider = ({ children }: { children: ReactNode }) => {
  const registered = useMemo<Registered>(() => new Set(), [])
  useEffect(() => listenToKeys(registered), [registered])
  return <ShortcutsContext value={registered}>{children}</ShortcutsContext>
}

/** Registers a shortcut while the component is shown; of two with the same keys, the later one wins. */
export const useShortcut = (
  keys: string,
  label: string,
  run: () => void,
  options: { when?: boolean; isGlobal?: boolean } = {},
): void => {
  const registered = use(ShortcutsContext)
  const shortcut = useRef<Shortcut>({ keys, label, run })
  shortcut.current = { keys, label, run, isGlobal: options.isGlobal ?? false }
  const isOn = options.when ?? true
  useEffect(() => {
    if (!isOn || !registered) return
    registered.add(shortcut)
    return () => {
      registered.delete(shortcut)
    }
  }, [registered, isOn])
}

/** What works at this moment, for the sheet behind `?`. */
export const useShortcutList = (): readonly Shortcut[] => [...(use(ShortcutsContext) ?? [])].map(ref => ref.current)

const sequenceMs = 900

const listenToKeys = (registered: Registered): (() => void) => {
  let before = ''
  let forget: ReturnType<typeof setTimeout> | undefined
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return
    const chord = chordOf(event)
    if (!chord) return
    const hasModifier = chord.startsWith('mod+') || chord.startsWith('alt+')
    if (!hasModifier && (isTyping(event.target) || document.querySelector('[role="dialog"],[role="menu"]'))) return
    // Enter presses what has the focus: a button, a link.
    if (chord === 'enter' && event.target instanceof Element && event.target.closest('button,a[href]')) return
    const sequence = before ? `${before} ${chord}` : chord
    const all = [...registered].map(ref => ref.current).reverse()
    const shifted = event.shiftKey && /^[a-z]$/.test(chord) ? all.find(one => one.keys === `shift+${chord}`) : undefined
    const found = shifted ?? all.find(one => one.keys === sequence) ?? all.find(one => one.keys === chord)
    clearTimeout(forget)
    before = ''
    if (found) {
      event.preventDefault()
      found.run()
    } else if (all.some(one => one.keys.startsWith(`${chord} `))) {
      before = chord
      forget = setTimeout(() => {
        before = ''
      }, sequenceMs)
    }
  }
  document.addEventListener('keydown', hear)
  return () => {
    clearTimeout(forget)
    document.removeEventListener('keydown', hear)
  }
}

/**
 * Pure: the chord of a key press; null for a modifier alone. Letters come from the key's place when the Korean
 * keyboard is on, so that `j` works without switching it off.
 */
export const chordOf = (
  event: Pick<KeyboardEvent, 'key' | 'code' | 'metaKey' | 'ctrlKey' | 'altKey'>,
): string | null => {
  if (['Shift', 'Meta', 'Control', 'Alt'].includes(event.key)) return null
  // With Alt a key may type another sign (¡ on a Mac), so that only digits count, by their place; AltGr is Ctrl and Alt.
  if (event.altKey)
    return /^Digit\d$/.test(event.code) && !event.ctrlKey && !event.metaKey ? `alt+${event.code.slice(5)}` : null
  const isHangul = /^[\u3131-\u318e\uac00-\ud7a3]$/.test(event.key) || event.key === 'Process'
  const letter = isHangul && event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.key.toLowerCase()
  return event.metaKey || event.ctrlKey ? `mod+${letter}` : letter
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)))
