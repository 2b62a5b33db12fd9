/** One action of a post: a few quiet words with their key. */
import type { ReactNode } from 'react'
import { Kbd } from '../kit/kbd.tsx'

export const PostAction = ({
  keys,
  onPress,
  children,
}: {
  keys?: string
  onPress: () => void
  children: ReactNode
}) => (
  <button
    type="button"
    onClick={event => {
      event.stopPropagation()
      onPress()
    }}
    className="inline-flex h-6 shrink-0 items-center gap-1 rounded-sm px-1.5 font-medium text-muted text-xs hover:bg-hover hover:text-ink pointer-coarse:h-9 pointer-coarse:px-2 pointer-coarse:text-sm"
  >
    {children}
    {keys && (
      <span className="pointer-coarse:hidden">
        <Kbd keys={keys} />
      </span>
    )}
  </button>
)
