/** The stance board: issues with our position, when it is looked at again, how opinion moved, and the posts under each. */
import { Archive, Check, Flag, PenLine, Plus } from 'lucide-react'
import { useState } from 'react'
import {
  archiveStance,
  changeStance,
  gatherMentions,
  listStanceMentions,
  listStances,
  reviewStance,
  type Stance,
  writeStance,
} from '../../../contract/inbox/stances.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Columns } from '../../kit/columns.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input, Textarea } from '../../kit/field.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card } from '../../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { readClock } from '../../platform/clock.ts'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem } from '../../platform/problem.ts'
import { useEndpoint, usePages, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

const touched = [listStances, listStanceMentions]
const quarterMs = 91 * 86_400_000
const inAQuarter = () => new Date(readClock().getTime() + quarterMs).toISOString().slice(0, 10)

export const StancePanel = () => {
  const t = words.useT()
  const may = useMay()
  const [isNew, setNew] = useState(false)
  const query = useEndpoint(listStances, {})
  return (
    <>
      <div className="flex items-start gap-3">
        <p className="grow text-muted text-sm">{t('stances.hint')}</p>
        {may('voice.write') && (
          <Button tone="primary" icon={Plus} onClick={() => setNew(true)}>
            {t('stances.new')}
          </Button>
        )}
      </div>
      <Loaded query={query} waiting={<SkeletonRows hasFace={false} count={3} />}>
        {({ items, ungathered }) => (
          <>
            {items.length === 0 && <EmptyState icon={Flag} title={t('stances.empty')} hint={t('stances.emptyHint')} />}
            {items.map(stance => (
              <StanceCard key={stance.id} stance={stance} />
            ))}
            {ungathered > 0 && <Ungathered count={ungathered} stances={items} />}
          </>
        )}
      </Loaded>
      {isNew && <StanceDialog stance={null} onClose={() => setNew(false)} />}
    </>
  )
}

const StanceCard = ({ stance }: { stance: Stance }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const may = useMay()('voice.write')
  const [isEditing, setEditing] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const reviewing = useVerb(reviewStance, { refetch: touched })
  const archiving = useVerb(archiveStance, { refetch: touched })
  const { before, since } = stance
  const archive = () => {
    archiving.run({ stanceId: stance.id, isArchived: true })
    toasts.show({
      text: t('stance.archived', { name: stance.title }),
      onUndo: () => archiving.run({ stanceId: stance.id, isArchived: false }),
    })
  }
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold text-md">{stance.title}</h2>
        {stance.isOverdue ? (
          <Chip tone="warn">{t('stance.overdue')}</Chip>
        ) : (
          <Chip>{t('stance.next', { date: formats.date(`${stance.reviewOn}T03:00:00Z`) })}</Chip>
        )}
        <span className="grow" />
        {may && (
          <>
            <Button size="sm" icon={PenLine} onClick={() => setEditing(true)}>
              {t('stance.edit')}
            </Button>
            <Button
              size="sm"
              tone="quiet"
              icon={Check}
              onClick={() => reviewing.run({ stanceId: stance.id, reviewOn: inAQuarter() })}
            >
              {t('stance.review')}
            </Button>
            <Button size="sm" tone="quiet" icon={Archive} onClick={archive}>
              {t('stance.archive')}
            </Button>
          </>
        )}
      </div>
      <p className="mt-2 whitespace-pre-wrap break-words leading-[1.6]">{stance.position}</p>
      <p className="mt-1 text-muted text-xs">
        {t('stance.by', { by: stance.writtenBy, date: formats.date(stance.writtenAt), number: stance.version })}
        {stance.reviewedBy &&
          ` · ${t('stance.reviewedBy', { by: stance.reviewedBy, date: formats.date(stance.reviewedAt!) })}`}
      </p>
      <p className="mt-2 text-sm">
        {before.negativeShare === null || since.negativeShare === null
          ? t('stance.driftFew')
          : t('stance.drift', {
              before: formats.share(before.negativeShare),
              since: formats.share(since.negativeShare),
            })}
      </p>
      {stance.weeks.length > 1 && (
        <Columns
          label={t('stance.weeks')}
          height={64}
          columns={stance.weeks.map(week => ({
            name: week.at,
            mark: formats.shortDate(week.at),
            says: `${formats.date(week.at)} · ${week.mentions} (${week.negative})`,
            parts: [
              { tone: 'neg', count: week.negative },
              { tone: 'rest', count: week.mentions - week.negative },
            ],
          }))}
          onOpen={() => setOpen(true)}
        />
      )}
      {stance.mentions > 0 && (
        <Button size="sm" tone="quiet" className="mt-2" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {t('stance.mentions', { count: stance.mentions })} · {t(isOpen ? 'stance.hidePosts' : 'stance.posts')}
        </Button>
      )}
      {isOpen && <Posts stanceId={stance.id} />}
      {isEditing && <StanceDialog stance={stance} onClose={() => setEditing(false)} />}
    </Card>
  )
}

const Posts = ({ stanceId }: { stanceId: string | undefined }) => {
  const t = words.useT()
  const formats = useFormats()
  const pages = usePages(listStanceMentions, { ...(stanceId === undefined ? {} : { stanceId }), limit: 20 })
  return (
    <>
      <ul className="mt-1">
        {pages.items.map(({ id, item, ending }) => (
          <li key={id} className="border-hair border-b last:border-0">
            <PageLink to="/listen" search={{ open: id }} className="-mx-2 block rounded-sm px-2 py-1.5 hover:bg-hover">
              <span className="block truncate text-sm">{item.title || item.text}</span>
              <span className="block truncate text-muted text-xs">
                {formats.moment(item.occurredAt)} · {ending.by ?? t('ledger.noOwner')}
                {ending.reason && ` · ${ending.reason}`}
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
      {pages.hasMore && (
        <Button size="sm" onClick={() => pages.loadMore()}>
          {t('ledger.more')}
        </Button>
      )}
    </>
  )
}

const mostAtOnce = 200

/** Posts that ended as a stance before anybody opened an issue for them. */
const Ungathered = ({ count, stances }: { count: number; stances: readonly Stance[] }) => {
  const t = words.useT()
  const toasts = useToasts()
  const may = useMay()('listening.close')
  const [isOpen, setOpen] = useState(false)
  const pages = usePages(listStanceMentions, { limit: 20 })
  const gathering = useVerb(gatherMentions, {
    refetch: touched,
    onDone: ({ mentionIds }) => toasts.show({ text: t('stance.gathered', { count: mentionIds.length }), tone: 'good' }),
  })
  const gather = (stanceId: string) =>
    gathering.run({ stanceId, mentionIds: pages.items.slice(0, mostAtOnce).map(one => one.id) })
  return (
    <Card
      title={t('stances.ungathered', { count })}
      note={
        may &&
        stances.length > 0 && (
          <Menu isOpen={isOpen} onOpen={setOpen} align="end" trigger={<Button size="sm">{t('stances.gather')}</Button>}>
            {stances.map(stance => (
              <MenuItem key={stance.id} icon={Flag} onPick={() => gather(stance.id)}>
                {stance.title}
              </MenuItem>
            ))}
          </Menu>
        )
      }
    >
      <Posts stanceId={undefined} />
    </Card>
  )
}

const StanceDialog = ({ stance, onClose }: { stance: Stance | null; onClose: () => void }) => {
  const t = words.useT()
  const [title, setTitle] = useState(stance?.title ?? '')
  const [position, setPosition] = useState(stance?.position ?? '')
  const [reviewOn, setReviewOn] = useState(inAQuarter)
  const options = { isQuiet: true, refetch: touched, onDone: onClose }
  const writing = useVerb(writeStance, options)
  const changing = useVerb(changeStance, options)
  const verb = stance === null ? writing : changing
  const isReady = title.trim() !== '' && position.trim() !== '' && reviewOn !== ''
  const save = () => {
    if (!isReady) return
    if (stance === null) writing.run({ title, position, reviewOn })
    else changing.run({ stanceId: stance.id, title, position, reviewOn, version: stance.version })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(stance === null ? 'stances.new' : 'stance.edit')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" isBusy={verb.isRunning} disabled={!isReady} onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('stance.title')} problem={fieldProblem(verb.error, 'title')}>
        <Input value={title} maxLength={200} onChange={event => setTitle(event.target.value)} />
      </Field>
      <Field label={t('stance.position')} problem={fieldProblem(verb.error, 'position')}>
        <Textarea rows={6} maxLength={5000} value={position} onChange={event => setPosition(event.target.value)} />
      </Field>
      <Field label={t('stance.reviewOn')} problem={fieldProblem(verb.error, 'reviewOn')}>
        <Input type="date" value={reviewOn} onChange={event => setReviewOn(event.target.value)} />
      </Field>
    </Dialog>
  )
}
