/** 알림: what rang for me, newest first; walked with j and k, opened on its rows, marked as seen. */
import { Bell, BellRing, CheckCheck, ListChecks } from 'lucide-react'
import { type Alert, countUnseenAlerts, listAlerts } from '../../contract/listening.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { Page, TopBar } from '../kit/page.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { useToasts } from '../kit/toast.tsx'
import { VirtualList } from '../kit/virtual-list.tsx'
import { PageLink, useView } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { useEndpoint, usePages } from '../platform/query.ts'
import { useFormats, useNow } from '../platform/session.ts'
import { LiveChip } from '../platform/shell/live-chip.tsx'
import { alertLine, useComparison } from './alert-lines.ts'
import { AlertSheet } from './alert-sheet.tsx'
import { useBrowserNotice, useSound } from './browser-notice.ts'
import { useActive } from './use-active.ts'
import { useSeeing } from './use-seeing.ts'
import { words } from './words.ts'

export const AlertsPage = () => {
  const t = words.useT()
  const [view, setView] = useView(search => ({
    isUnseen: search.unseen === 'true',
    open: typeof search.open === 'string' ? search.open : undefined,
  }))
  const unseen = useEndpoint(countUnseenAlerts, {}).data?.count ?? 0
  return (
    <Page
      bar={
        <TopBar
          title={t('alerts.title')}
          facts={<LiveChip />}
          actions={
            <>
              <BrowserMenu />
              <Button asChild tone="quiet" className="max-md:hidden">
                <PageLink to="/alerts/digest">{t('alerts.digest')}</PageLink>
              </Button>
              <Button asChild>
                <PageLink to="/alerts/rules">
                  <ListChecks size={15} strokeWidth={1.7} aria-hidden />
                  {t('alerts.rules')}
                </PageLink>
              </Button>
            </>
          }
        />
      }
    >
      <Tabs
        label={t('alerts.title')}
        controls="alerts"
        value={view.isUnseen ? 'unseen' : 'all'}
        tabs={[
          { value: 'all', label: t('alerts.all') },
          { value: 'unseen', label: t('alerts.unseen'), count: unseen },
        ]}
        onChange={value => setView({ unseen: value === 'unseen' ? 'true' : undefined })}
      />
      <div id="alerts" role="tabpanel" aria-label={t('alerts.title')} className="flex min-h-0 grow flex-col">
        <AlertList
          key={String(view.isUnseen)}
          isUnseen={view.isUnseen}
          onOpen={open => setView({ open }, { push: true })}
        />
      </div>
      {view.open && <AlertSheet alertId={view.open} onClose={() => setView({ open: undefined })} />}
    </Page>
  )
}

const AlertList = ({ isUnseen, onOpen }: { isUnseen: boolean; onOpen: (id: string) => void }) => {
  const t = words.useT()
  const alerts = usePages(listAlerts, isUnseen ? { unseen: 'true' } : {})
  const [active, setActive] = useActive(alerts.items)
  const { see, seeAll } = useSeeing()
  useShortcut('x', t('alerts.see'), () => active && see(active, !active.isSeen), { when: Boolean(active) })
  useShortcut('a', t('alerts.seeAll'), seeAll, { when: alerts.items.some(one => !one.isSeen) })
  if (alerts.isPending) return <SkeletonRows hasFace={false} />
  if (alerts.error && alerts.items.length === 0) return <Failed error={alerts.error} onRetry={alerts.refetch} />
  if (alerts.items.length === 0) return <Empty isUnseen={isUnseen} />
  return (
    <VirtualList
      items={alerts.items}
      idOf={alert => alert.id}
      label={t('alerts.title')}
      estimate={64}
      hasMore={alerts.hasMore}
      isLoadingMore={alerts.isLoadingMore}
      onMore={alerts.loadMore}
      activeId={active?.id ?? null}
      onActive={setActive}
      onOpen={onOpen}
      keyLabels={{ next: t('alerts.next'), before: t('alerts.before'), open: t('alerts.open') }}
      placeName={`alerts:${isUnseen}`}
      head={
        alerts.items.some(one => !one.isSeen) && (
          <div className="flex justify-end border-hair border-b bg-panel px-3 py-1.5">
            <Button tone="quiet" size="sm" icon={CheckCheck} onClick={seeAll}>
              {t('alerts.seeAll')}
            </Button>
          </div>
        )
      }
      draw={(alert, { isActive }) => (
        <AlertRow
          alert={alert}
          isActive={isActive}
          onOpen={() => onOpen(alert.id)}
          onSee={() => see(alert, !alert.isSeen)}
        />
      )}
    />
  )
}

const Empty = ({ isUnseen }: { isUnseen: boolean }) => {
  const t = words.useT()
  if (isUnseen)
    return <EmptyState icon={CheckCheck} title={t('alerts.emptyUnseen')} hint={t('alerts.emptyUnseenHint')} />
  return (
    <EmptyState icon={Bell} title={t('alerts.empty')} hint={t('alerts.emptyHint')}>
      <Button asChild tone="primary">
        <PageLink to="/alerts/rules/new">{t('alerts.new')}</PageLink>
      </Button>
    </EmptyState>
  )
}

interface RowProps {
  alert: Alert
  isActive: boolean
  onOpen: () => void
  onSee: () => void
}

const AlertRow = ({ alert, isActive, onOpen, onSee }: RowProps) => {
  const t = words.useT()
  const formats = useFormats()
  const comparison = useComparison()(alert)
  const now = useNow()
  return (
    <div
      className={cx(
        'flex items-center gap-3 border-hair border-b bg-panel py-2.5 pr-2 pl-3.5 hover:bg-hover',
        isActive && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <span aria-hidden className={cx('size-2 shrink-0 rounded-full', alert.isSeen ? 'bg-transparent' : 'bg-accent')} />
      <button type="button" onClick={onOpen} className="min-w-0 grow rounded-sm text-left">
        <span className={cx('flex items-center gap-2', !alert.isSeen && 'font-semibold')}>
          <span className="truncate">{alert.rule.name}</span>
          {!alert.isSeen && <span className="sr-only">{t('alerts.isNew')}</span>}
          {alert.isCrisis && <Chip tone="neg">{t('alerts.crisis')}</Chip>}
        </span>
        <span className="block truncate text-muted text-sm">
          {alertLine(alert, t, formats, now)}
          {comparison && ` · ${comparison}`}
        </span>
      </button>
      <span className="shrink-0 text-faint text-xs tabular-nums">{formats.ago(alert.latestAt)}</span>
      <IconButton
        label={t(alert.isSeen ? 'alerts.unsee' : 'alerts.see')}
        icon={CheckCheck}
        isOn={alert.isSeen}
        onClick={onSee}
      />
    </div>
  )
}

const BrowserMenu = () => {
  const t = words.useT()
  const toasts = useToasts()
  const notice = useBrowserNotice()
  const sound = useSound()
  const toggle = async () => {
    await notice.toggle()
    if (typeof Notification === 'undefined' || Notification.permission === 'denied')
      toasts.show({ text: t('alerts.browserDenied'), tone: 'bad' })
  }
  return (
    <Menu trigger={<IconButton label={t('alerts.settings')} icon={BellRing} />}>
      <MenuItem isChosen={notice.isOn} onPick={() => void toggle()}>
        {t(notice.isOn ? 'alerts.browserOn' : 'alerts.browser')}
      </MenuItem>
      <MenuItem isChosen={sound.isOn} onPick={sound.toggle}>
        {t(sound.isOn ? 'alerts.soundOff' : 'alerts.sound')}
      </MenuItem>
    </Menu>
  )
}
