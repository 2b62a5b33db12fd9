/** What of the timeline is shown: kinds in groups, and channels. */
import { type ActivityGroup, activityGroups, type Customer } from '../../../contract/customers.ts'
import { Button } from '../../kit/button.tsx'
import { useShownChannel } from '../channel-name.ts'
import { ChoiceMenu, choicesAmong } from '../choice-menu.tsx'
import { words } from './words.ts'

export interface TimelineView {
  groups: readonly ActivityGroup[]
  channels: readonly string[]
}

const groupNames = Object.keys(activityGroups) as ActivityGroup[]
export const isGroup = (name: string): name is ActivityGroup => (groupNames as string[]).includes(name)
export const kindsOf = (groups: readonly ActivityGroup[]) => groups.flatMap(group => [...activityGroups[group]])

interface TimelineFiltersProps {
  customer: Customer
  view: TimelineView
  onView: (view: TimelineView) => void
}

export const TimelineFilters = ({ customer, view, onView }: TimelineFiltersProps) => {
  const t = words.useT()
  const channelName = useShownChannel()
  const channels = [
    ...new Set([...customer.identities.map(one => one.channel), ...view.channels, 'email', 'call', 'web']),
  ].sort()
  return (
    <section
      aria-label={t('filter.title')}
      className="sticky top-0 z-10 flex items-center gap-1.5 border-hair border-b bg-panel px-5 py-1.5 max-md:px-4"
    >
      <ChoiceMenu
        label={t('filter.kind')}
        choices={choicesAmong(
          groupNames,
          view.groups,
          group => t(`group.${group}`),
          groups => onView({ ...view, groups }),
        )}
      />
      <ChoiceMenu
        label={t('filter.channel')}
        choices={choicesAmong(channels, view.channels, channelName, chosen => onView({ ...view, channels: chosen }))}
      />
      {view.groups.length + view.channels.length > 0 && (
        <Button size="sm" tone="quiet" onClick={() => onView({ groups: [], channels: [] })}>
          {t('filter.clear')}
        </Button>
      )}
    </section>
  )
}
