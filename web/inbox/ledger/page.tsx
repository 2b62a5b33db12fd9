/** 응대 현황: the silence ledger, the stance board, the team's measures. */
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useView } from '../../platform/links.tsx'
import { useNow } from '../../platform/session.ts'
import { DecisionsPanel } from '../authority/decisions.tsx'
import { AccountPanel } from './accounts.tsx'
import { LedgerPanel } from './ledger.tsx'
import { StancePanel } from './stances.tsx'
import { TeamPanel } from './team.tsx'
import { periods, spanOf } from './view.ts'
import { words } from './words.ts'

const tabs = ['ledger', 'stances', 'team', 'accounts', 'decisions'] as const

export const LedgerPage = () => {
  const t = words.useT()
  const now = useNow()
  const [view, setView] = useView(search => ({
    tab: tabs.find(one => one === search.tab) ?? 'ledger',
    period: periods.find(one => one === search.period) ?? 'week',
  }))
  const span = spanOf(view.period, now)
  return (
    <Page
      bar={
        <TopBar
          title={t('title')}
          actions={
            (view.tab === 'ledger' || view.tab === 'team') && (
              <Select
                isCompact
                label={t('period')}
                value={view.period}
                onChange={period => setView({ period })}
                choices={periods.map(value => ({ value, label: t(`period.${value}`) }))}
              />
            )
          }
        />
      }
    >
      <Tabs
        label={t('tabs.label')}
        value={view.tab}
        controls="ledger-panel"
        tabs={tabs.map(value => ({ value, label: t(`tab.${value}`) }))}
        onChange={tab => setView({ tab })}
      />
      <Scroll>
        <div id="ledger-panel" className="mx-auto flex max-w-[1000px] flex-col gap-3 px-4 py-4">
          {view.tab === 'ledger' && <LedgerPanel span={span} />}
          {view.tab === 'stances' && <StancePanel />}
          {view.tab === 'team' && <TeamPanel span={span} />}
          {view.tab === 'accounts' && <AccountPanel />}
          {view.tab === 'decisions' && <DecisionsPanel />}
        </div>
      </Scroll>
    </Page>
  )
}
