/** Toasts: what just happened, with the way back; they wait while the pointer rests on them. */
import { X } from 'lucide-react'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { cx } from './class.ts'
import { words } from './words.ts'

export interface Toast {
  readonly text: string
  readonly tone?: 'plain' | 'good' | 'bad'
  /** Puts it back as it was. */
  readonly onUndo?: () => void
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Milliseconds on screen; 5,000 by default, 9,000 with a way back. */
  readonly lastsMs?: number
  /** A newer toast of the same name takes its place: news of one kind never pile up. */
  readonly name?: string
}

interface Shown extends Toast {
  readonly id: number
}

export interface Toasts {
  readonly show: (toast: Toast) => void
}

const ToastContext = createContext<Toasts | null>(null)

export const useToasts = (): Toasts => {
  const toasts = use(ToastContext)
  if (!toasts) throw new Error('useToasts outside ToastProvider')
  return toasts
}

export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const next = useRef(1)
  const drop = useCallback((id: number) => setShown(list => list.filter(one => one.id !== id)), [])
  const show = useCallback((toast: Toast) => {
    const id = next.current++
    setShown(list => [...list.filter(one => !toast.name || one.name !== toast.name).slice(-2), { ...toast, id }])
  }, [])
  const toasts = useMemo(() => ({ show }), [show])
  return (
    <ToastContext value={toasts}>
      {children}
      <section
        aria-live="polite"
        // Pressing a toast takes something back; it is no step out of the dialog that stands below it.
        onPointerDown={event => event.stopPropagation()}
        className="pointer-events-none fixed inset-x-3 bottom-4 z-50 flex flex-col items-center gap-2 max-md:bottom-20"
      >
        {shown.map(toast => (
          <ToastCard key={toast.id} toast={toast} onGone={() => drop(toast.id)} />
        ))}
      </section>
    </ToastContext>
  )
}

const ToastCard = ({ toast, onGone }: { toast: Shown; onGone: () => void }) => {
  const t = words.useT()
  const [isHeld, setHeld] = useState(false)
  const gone = useRef(onGone)
  gone.current = onGone
  const lastsMs = toast.lastsMs ?? (toast.onUndo || toast.action ? 9000 : 5000)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => gone.current(), lastsMs)
    return () => clearTimeout(timer)
  }, [isHeld, lastsMs])
  const act = (run: () => void) => () => {
    run()
    onGone()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting on it only holds it; nothing is done by it.
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex max-w-md animate-rise items-center gap-3 rounded-md border border-hair bg-panel py-1.5 pr-1.5 pl-3 text-sm shadow-float"
    >
      <span className={cx('py-1', toast.tone === 'bad' && 'text-neg')}>{toast.text}</span>
      {toast.onUndo && <ToastButton onPress={act(toast.onUndo)}>{t('undo')}</ToastButton>}
      {toast.action && <ToastButton onPress={act(toast.action.run)}>{toast.action.label}</ToastButton>}
      <button
        type="button"
        aria-label={t('close')}
        onClick={onGone}
        className="grid size-7 shrink-0 place-items-center rounded-sm text-faint hover:bg-hover hover:text-ink"
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  )
}

const ToastButton = ({ onPress, children }: { onPress: () => void; children: ReactNode }) => (
  <button
    type="button"
    onClick={onPress}
    className="h-7 shrink-0 rounded-sm px-2 font-semibold text-accent-text hover:bg-accent-soft"
  >
    {children}
  </button>
)
