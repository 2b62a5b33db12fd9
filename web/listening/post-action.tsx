/** One action of a post: a few quiet words with their key; also the trigger of a menu. */
import type { ComponentProps } from 'react'
import { Kbd } from '../kit/kbd.tsx'

interface PostActionProps extends ComponentProps<'button'> {
  keys?: string
  onPress?: () => void
}

export const PostAction = ({ keys, onPress, children, onClick, ...rest }: PostActionProps) => (
  <button
    type="button"
    {...rest}
    onClick={event => {
      event.stopPropagation()
      onClick?.(event)
      onPress?.()
    }}
    className="inline-flex h-6 shrink-0 items-center gap-1 rounded-sm px-1.5 font-medium text-muted text-xs hover:bg-hover hover:text-ink pointer-coarse:h-11 pointer-coarse:px-2 pointer-coarse:text-sm"
  >
    {children}
    {keys && (
      <span className="pointer-coarse:hidden">
        <Kbd keys={keys} />
      </span>
    )}
  </button>
)
