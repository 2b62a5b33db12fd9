/** 보이스: the policies, the tone guide and the saved replies of the workspace. */
import { useState } from 'react'
import { Button } from '../kit/button.tsx'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { useView } from '../platform/links.tsx'
import { useMay } from '../platform/session.ts'
import { GuidePanel } from './guide.tsx'
import { PolicyPanel } from './policies.tsx'
import { SavedPanel } from './saved.tsx'
import { words } from './words.ts'

const tabs = ['policies', 'guide', 'saved'] as const
type TabName = (typeof tabs)[number]

export const VoicePage = () => {
  const t = words.useT()
  const may = useMay()
  const [view, setView] = useView(search => ({
    tab: tabs.find(one => one === search.tab) ?? ('policies' as TabName),
  }))
  const [isNew, setNew] = useState(false)
  const mayMake = { policies: may('voice.manage'), guide: false, saved: may('voice.write') }[view.tab]
  return (
    <Page
      bar={
        <TopBar
          title={t('title')}
          actions={
            mayMake && (
              <Button tone="primary" onClick={() => setNew(true)}>
                {t(view.tab === 'saved' ? 'saved.new' : 'policy.new')}
              </Button>
            )
          }
        />
      }
    >
      <Tabs
        label={t('tabs.label')}
        value={view.tab}
        controls="voice-panel"
        tabs={tabs.map(value => ({ value, label: t(`tab.${value}`) }))}
        onChange={tab => setView({ tab })}
      />
      <Scroll>
        <div id="voice-panel" className="mx-auto flex max-w-[820px] flex-col gap-3 px-4 py-4">
          {view.tab === 'policies' && <PolicyPanel isNew={isNew} onNew={setNew} />}
          {view.tab === 'guide' && <GuidePanel />}
          {view.tab === 'saved' && <SavedPanel isNew={isNew} onNew={setNew} />}
        </div>
      </Scroll>
    </Page>
  )
}
