/** Rows of ⌘K that rooms draw through the slot `command.entry`. */
import { Command } from 'cmdk'
import type { ReactNode } from 'react'

export const PaletteGroup = ({ title, children }: { title: string; children: ReactNode }) => (
  <Command.Group
    heading={title}
    className="px-1.5 pb-1 **:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-2xs **:[[cmdk-group-heading]]:text-faint"
  >
    {children}
  </Command.Group>
)

export const PaletteItem = ({
  id,
  icon,
  note,
  onPick,
  children,
}: {
  /** Unique in the palette. */
  id: string
  icon?: ReactNode
  /** At the right, in grey. */
  note?: ReactNode
  onPick: () => void
  children: ReactNode
}) => (
  <Command.Item
    value={id}
    onSelect={onPick}
    className="flex h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 data-[selected=true]:bg-accent-soft pointer-coarse:h-11"
  >
    {icon}
    <span className="min-w-0 grow truncate">{children}</span>
    {note && <span className="shrink-0 text-faint text-xs">{note}</span>}
  </Command.Item>
)
