/** Named slots: a page offers a place, a later room fills it, and neither imports the other. */
import { type ComponentType, createContext, type ReactNode, Suspense, useContext } from 'react'
import type { Fill, Room } from './room.ts'

export interface Slot<Props> {
  readonly name: string
  /** Never set: carries the type of what a filler is given. */
  readonly gives?: Props
}

/** Declares a slot; the room that offers it exports this. The name says room and place: `mention.action`. */
export const defineSlot = <Props extends object>(name: string): Slot<Props> => ({ name })

/** Fills a slot. Lower `order` comes first. */
export const fill = <Props extends object>(slot: Slot<Props>, component: ComponentType<Props>, order = 50): Fill => ({
  slot: slot.name,
  order,
  component: component as ComponentType<never>,
})

const RoomsContext = createContext<readonly Room[]>([])

export const RoomsProvider = ({ rooms, children }: { rooms: readonly Room[]; children: ReactNode }) => (
  <RoomsContext value={rooms}>{children}</RoomsContext>
)

/** The rooms in street order. */
export const useRooms = (): readonly Room[] => useContext(RoomsContext)

/** Where a new workspace begins: the guided first run, where a room brings one as `/begin`. */
export const startOf = (workspaceId: number, rooms: readonly Room[]): string => {
  const hasStart = rooms.some(room => room.pages?.some(page => page.path === '/begin'))
  return hasStart ? `/w/${workspaceId}/begin` : `/w/${workspaceId}`
}

/** The fillers of a slot, in order. */
export const useFills = <Props extends object>(slot: Slot<Props>): readonly ComponentType<Props>[] =>
  useRooms()
    .flatMap(room => room.fills ?? [])
    .filter(one => one.slot === slot.name)
    .sort((a, b) => a.order - b.order)
    .map(one => one.component as unknown as ComponentType<Props>)

/** Draws every filler of a slot, each in its own boundary, so that a late one delays nobody. */
export const Slotted = <Props extends object>({
  slot,
  give,
  waiting = null,
}: {
  slot: Slot<Props>
  give: Props
  waiting?: ReactNode
}) => {
  const fills = useFills(slot)
  return fills.map((Filler, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: fillers are fixed for the life of the page.
    <Suspense key={index} fallback={waiting}>
      <Filler {...give} />
    </Suspense>
  ))
}

// The slots of the ground itself; rooms offer their own beside these.

/** One measure of 오늘's first row. */
export const todayMeasure = defineSlot<Record<never, never>>('today.measure')
/** One sentence of 오늘 that says what matters, with its action. */
export const todaySentence = defineSlot<Record<never, never>>('today.sentence')
/** A wide card of 오늘. */
export const todayCard = defineSlot<Record<never, never>>('today.card')
/** A card at the right of 오늘. */
export const todayAside = defineSlot<Record<never, never>>('today.aside')
/** Above everything on 오늘: the guided first run, a demo's note. */
export const todayTop = defineSlot<Record<never, never>>('today.top')
/** At the right end of every page's bar: what may call from any page. */
export const barEnd = defineSlot<Record<never, never>>('bar.end')
/** Stands as long as the shell does, on every page: for what listens and says something now and then. */
export const always = defineSlot<Record<never, never>>('shell.always')
/** Results of ⌘K for what was typed (never empty); draws `PaletteGroup`s. */
export const commandEntry = defineSlot<{ typed: string; go: (to: string) => void }>('command.entry')
