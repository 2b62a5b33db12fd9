/** A face: the picture where the network lets us, the first letter of the name otherwise. */
import { cx } from './class.ts'

/** Pure: the first letter as people see it; Latin ones in capitals. */
export const initialOf = (name: string): string => {
  const first = [...name.trim().replace(/^[@#]/, '')][0]
  return first ? first.toLocaleUpperCase('en') : '·'
}

export const Avatar = ({ name, size = 28, isSquare }: { name: string; size?: number; isSquare?: boolean }) => (
  <span
    aria-hidden
    style={{ width: size, height: size, fontSize: Math.max(11, Math.round(size * 0.43)) }}
    className={cx(
      'grid shrink-0 select-none place-items-center font-semibold',
      isSquare ? 'rounded-sm bg-accent text-on-accent' : 'rounded-full bg-neu-soft text-muted',
    )}
  >
    {initialOf(name)}
  </span>
)
