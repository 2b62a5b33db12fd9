/** The parts of an alert rule's sentence as controls: each a button in the text that opens its choices. */
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { listMembers } from '../../contract/access.ts'
import { listReceivers, listTopics } from '../../contract/listening.ts'
import { intentLabel, sentimentLabel } from '../../contract/understanding.ts'
import { sentimentShape } from '../kit/chip.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from '../kit/menu.tsx'
import { Popover } from '../kit/popover.tsx'
import { words as kitWords } from '../kit/words.ts'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useMay, useWorkspace } from '../platform/session.ts'
import { type Known, minutesWords, type RuleDraft, usePartWords } from './alert-sentence.tsx'
import { words } from './words.ts'

export interface PartsProps {
  draft: RuleDraft
  onChange: (change: Partial<RuleDraft>) => void
}

/** Names behind the ids of a rule. */
export const useKnown = (): Known => {
  const topics = useEndpoint(listTopics, {}).data?.items ?? []
  const members = useEndpoint(listMembers, {}).data?.items ?? []
  const receivers = useEndpoint(listReceivers, {}).data?.items ?? []
  const named = (items: readonly { id: string; name: string }[]) => new Map(items.map(one => [one.id, one.name]))
  return { topics: named(topics), members: named(members), receivers: named(receivers) }
}

/** Two buttons of one sentence may say the same: each is named by its part and its value. */
const PartButton = ({ name, children, ...rest }: { name: string; children: ReactNode }) => (
  <button
    type="button"
    aria-label={`${name}: ${String(children)}`}
    className="mx-0.5 inline-flex min-h-7 max-w-full items-center gap-1 rounded-sm bg-accent-soft px-2 align-middle font-semibold text-accent-text leading-6 hover:opacity-85 pointer-coarse:min-h-11"
    {...rest}
  >
    <span className="truncate">{children}</span>
    <ChevronDown size={13} strokeWidth={1.8} aria-hidden className="shrink-0" />
  </button>
)

const toggled = <V,>(values: readonly V[] | undefined, value: V): V[] =>
  values?.includes(value) ? values.filter(one => one !== value) : [...(values ?? []), value]

/** Every part of the sentence, ready to be drawn in its place. */
export const useRuleParts = ({ draft, onChange }: PartsProps) => {
  const known = useKnown()
  const said = usePartWords(known)(draft)
  const props = { draft, onChange }
  return {
    topic: <TopicPart {...props} known={known} said={said.topic} />,
    filter: <FilterPart {...props} said={said.filter} />,
    minutes: <MinutesPart {...props} said={said.minutes} />,
    atLeast: <AtLeastPart {...props} said={said.atLeast} />,
    share: <SharePart {...props} said={said.share} />,
    author: <AuthorPart {...props} said={said.author} />,
    who: <WhoPart {...props} known={known} said={said.who} />,
    where: <WherePart {...props} known={known} said={said.where} />,
    pace: <PacePart {...props} said={said.pace} />,
  }
}

type Said = PartsProps & { said: string }

const TopicPart = ({ draft, onChange, known, said }: Said & { known: Known }) => {
  const t = words.useT()
  const pick = (topicId: string | undefined) => {
    const { topicId: _before, ...rest } = draft.filter
    onChange({ filter: topicId === undefined ? rest : { ...rest, topicId } })
  }
  return (
    <Menu align="start" trigger={<PartButton name={t('rule.topic')}>{said}</PartButton>}>
      <MenuItem isChosen={draft.filter.topicId === undefined} onPick={() => pick(undefined)}>
        {t('rule.allTopics')}
      </MenuItem>
      {[...known.topics].map(([id, name]) => (
        <MenuItem key={id} isChosen={draft.filter.topicId === id} onPick={() => pick(id)}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  )
}

const FilterPart = ({ draft, onChange, said }: Said) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const { filter } = draft
  const set = (change: Partial<RuleDraft['filter']>) => {
    const next = { ...filter, ...change }
    onChange({
      filter: Object.fromEntries(
        Object.entries(next).filter(
          ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
        ),
      ),
    })
  }
  return (
    <Popover label={t('rule.filter')} trigger={<PartButton name={t('rule.filter')}>{said}</PartButton>}>
      <div className="flex flex-col gap-3">
        <Checks
          label={t('filter.sentiment')}
          choices={sentimentLabel.options.map(value => ({
            value,
            label: `${sentimentShape[value]} ${kit(`sentiment.${value}`)}`,
          }))}
          chosen={filter.sentiment}
          onToggle={value => set({ sentiment: toggled(filter.sentiment, value) })}
        />
        <Checks
          label={t('rule.filter')}
          choices={intentLabel.options.map(value => ({ value, label: t(`intent.${value}`) }))}
          chosen={filter.intent}
          onToggle={value => set({ intent: toggled(filter.intent, value) })}
        />
        <div className="flex flex-col gap-1 border-hair border-t pt-2">
          <Check isOn={filter.crisis === true} onToggle={() => set({ crisis: filter.crisis ? undefined : true })}>
            {t('alerts.crisis')}
          </Check>
          <Check isOn={filter.untagged === true} onToggle={() => set({ untagged: filter.untagged ? undefined : true })}>
            {t('rule.untagged')}
          </Check>
          <Check isOn={filter.spam === false} onToggle={() => set({ spam: filter.spam === false ? undefined : false })}>
            {t('rule.noSpam')}
          </Check>
        </div>
        <Field label={t('rule.wordsField')} isOptional>
          <Input
            value={filter.q ?? ''}
            maxLength={200}
            onChange={event => set({ q: event.target.value || undefined })}
          />
        </Field>
      </div>
    </Popover>
  )
}

const Checks = <V extends string>({
  label,
  choices,
  chosen,
  onToggle,
}: {
  label: string
  choices: readonly { value: V; label: string }[]
  chosen: readonly V[] | undefined
  onToggle: (value: V) => void
}) => (
  <fieldset>
    <legend className="mb-1 text-muted text-xs">{label}</legend>
    <div className="grid grid-cols-2 gap-x-2">
      {choices.map(choice => (
        <Check
          key={choice.value}
          isOn={chosen?.includes(choice.value) ?? false}
          onToggle={() => onToggle(choice.value)}
        >
          {choice.label}
        </Check>
      ))}
    </div>
  </fieldset>
)

export const Check = ({ isOn, onToggle, children }: { isOn: boolean; onToggle: () => void; children: ReactNode }) => (
  <label className="flex min-h-7 cursor-pointer items-center gap-2 rounded-sm px-1 hover:bg-hover pointer-coarse:min-h-11">
    <input type="checkbox" checked={isOn} onChange={onToggle} className="size-3.5 accent-(--accent)" />
    <span>{children}</span>
  </label>
)

const spans = [10, 30, 60, 120, 180, 360, 720, 1440]

const MinutesPart = ({ draft, onChange, said }: Said) => {
  const t = words.useT()
  const { condition } = draft
  if (!('minutes' in condition)) return null
  return (
    <Menu align="start" trigger={<PartButton name={t('rule.minutes')}>{said}</PartButton>}>
      {spans.map(minutes => (
        <MenuItem
          key={minutes}
          isChosen={condition.minutes === minutes}
          onPick={() => onChange({ condition: { ...condition, minutes } })}
        >
          {minutesWords(minutes, t)}
        </MenuItem>
      ))}
    </Menu>
  )
}

const AtLeastPart = ({ draft, onChange, said }: Said) => {
  const t = words.useT()
  const { condition } = draft
  if (!('atLeast' in condition)) return null
  const least = condition.kind === 'count' ? 2 : 3
  return (
    <Popover
      label={t('rule.atLeast')}
      trigger={<PartButton name={t('rule.atLeast')}>{said}</PartButton>}
      className="w-44"
    >
      <Field label={t('rule.atLeast')}>
        <Input
          type="number"
          min={least}
          max={10_000}
          value={condition.atLeast}
          onChange={event => {
            const atLeast = Math.min(10_000, Math.max(least, Math.round(Number(event.target.value)) || least))
            onChange({ condition: { ...condition, atLeast } })
          }}
        />
      </Field>
    </Popover>
  )
}

const SharePart = ({ draft, onChange, said }: Said) => {
  const t = words.useT()
  const formats = useFormats()
  const { condition } = draft
  if (condition.kind !== 'negative_share') return null
  return (
    <Menu align="start" trigger={<PartButton name={t('rule.share')}>{said}</PartButton>}>
      {[0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map(share => (
        <MenuItem
          key={share}
          isChosen={condition.share === share}
          onPick={() => onChange({ condition: { ...condition, share } })}
        >
          {formats.share(share)}
        </MenuItem>
      ))}
    </Menu>
  )
}

const reaches = [1000, 5000, 10_000, 50_000, 100_000, 1_000_000]

const AuthorPart = ({ draft, onChange, said }: Said) => {
  const t = words.useT()
  const formats = useFormats()
  const { condition } = draft
  if (condition.kind !== 'author') return null
  const set = (change: Partial<typeof condition>) => onChange({ condition: { ...condition, ...change } })
  return (
    <Popover label={t('rule.author')} trigger={<PartButton name={t('rule.author')}>{said}</PartButton>}>
      <div className="flex flex-col gap-3">
        <fieldset>
          <legend className="mb-1 text-muted text-xs">{t('rule.minFollowers')}</legend>
          {[null, ...reaches].map(minFollowers => (
            <label
              key={minFollowers ?? 0}
              className="flex min-h-7 cursor-pointer items-center gap-2 pointer-coarse:min-h-11"
            >
              <input
                type="radio"
                name="minFollowers"
                className="accent-(--accent)"
                checked={condition.minFollowers === minFollowers}
                onChange={() => set({ minFollowers })}
              />
              {minFollowers === null
                ? t('rule.noMinFollowers')
                : t('rule.followersOf', { count: formats.compact(minFollowers) })}
            </label>
          ))}
        </fieldset>
        <Check isOn={condition.followed} onToggle={() => set({ followed: !condition.followed })}>
          {t('rule.followed')}
        </Check>
        <Field label={t('rule.authors')} hint={t('rule.authorsHint')} isOptional>
          <Input
            defaultValue={condition.authors.join(', ')}
            onChange={event =>
              set({
                authors: event.target.value
                  .split(',')
                  .map(one => one.trim())
                  .filter(Boolean),
              })
            }
          />
        </Field>
      </div>
    </Popover>
  )
}

const WhoPart = ({ draft, onChange, known, said }: Said & { known: Known }) => {
  const t = words.useT()
  const may = useMay()
  const me = useWorkspace().memberId
  const canShare = may('listening.manage')
  const toggle = (id: string) => {
    const hearerIds = toggled(draft.hearerIds ?? [], id)
    onChange({ isShared: true, hearerIds: hearerIds.length > 0 ? hearerIds : [me] })
  }
  return (
    <Menu align="start" trigger={<PartButton name={t('rule.who')}>{said}</PartButton>}>
      <MenuItem isChosen={!draft.isShared} onPick={() => onChange({ isShared: false, hearerIds: null })}>
        {t('rule.me')}
      </MenuItem>
      {canShare && (
        <>
          <MenuItem
            isChosen={draft.isShared && draft.hearerIds === null}
            onPick={() => onChange({ isShared: true, hearerIds: null })}
          >
            {t('rule.everybody')}
          </MenuItem>
          <MenuLine />
          <MenuLabel>{t('rule.who')}</MenuLabel>
          {[...known.members].map(([id, name]) => (
            <MenuCheck
              key={id}
              isOn={draft.isShared && (draft.hearerIds?.includes(id) ?? false)}
              onToggle={() => toggle(id)}
            >
              {name}
            </MenuCheck>
          ))}
        </>
      )}
    </Menu>
  )
}

const WherePart = ({ draft, onChange, known, said }: Said & { known: Known }) => {
  const t = words.useT()
  const may = useMay()
  return (
    <Menu align="start" trigger={<PartButton name={t('rule.where')}>{said}</PartButton>}>
      <MenuCheck isOn={draft.onScreen} onToggle={() => onChange({ onScreen: !draft.onScreen })}>
        {t('rule.onScreen')}
      </MenuCheck>
      <MenuCheck isOn={draft.byMail} onToggle={() => onChange({ byMail: !draft.byMail })}>
        {t('rule.byMail')}
      </MenuCheck>
      {may('listening.manage') &&
        [...known.receivers].map(([id, name]) => (
          <MenuCheck
            key={id}
            isOn={draft.receiverIds.includes(id)}
            onToggle={() => onChange({ receiverIds: toggled(draft.receiverIds, id) })}
          >
            {name}
          </MenuCheck>
        ))}
    </Menu>
  )
}

const PacePart = ({ draft, onChange, said }: Said) => {
  const t = words.useT()
  return (
    <Menu align="start" trigger={<PartButton name={t('rule.pace')}>{said}</PartButton>}>
      {(['now', 'hourly', 'daily'] as const).map(pace => (
        <MenuItem key={pace} isChosen={draft.pace === pace} onPick={() => onChange({ pace })}>
          {t(`rule.pace.${pace}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}
