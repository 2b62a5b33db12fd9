/** 오늘: measures, sentences that say what matters, cards; all of it brought by the rooms through slots. */

import { CalendarDays } from 'lucide-react'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { HelpLink } from '../help-link.tsx'
import { useFormats, useNow } from '../session.ts'
import { Slotted, todayAside, todayCard, todayMeasure, todaySentence, todayTop, useFills } from '../slots.tsx'
import { words } from '../words.ts'
import { LiveChip } from './live-chip.tsx'

const nothing = {}

export const Today = () => {
  const t = words.useT()
  const formats = useFormats()
  const now = useNow()
  const measures = useFills(todayMeasure)
  const cards = useFills(todayCard)
  const isEmpty = measures.length + cards.length + useFills(todayAside).length === 0
  return (
    <Page bar={<TopBar title={t('today.title')} note={formats.day(now)} actions={<LiveChip />} />}>
      <Scroll>
        {isEmpty && (
          <EmptyState icon={CalendarDays} title={t('today.empty')} hint={t('today.emptyHint')}>
            <HelpLink page="guide" />
          </EmptyState>
        )}
        <div className="grid grid-cols-[minmax(0,1fr)_340px] gap-5 px-[26px] py-[22px] max-lg:grid-cols-1 max-md:px-3 max-md:py-3">
          <div className="flex min-w-0 flex-col">
            <Slotted slot={todayTop} give={nothing} />
            {measures.length > 0 && (
              <div className="grid auto-cols-fr grid-flow-col divide-x divide-hair overflow-hidden rounded-lg border border-hair bg-panel empty:hidden max-md:grid-flow-row max-md:grid-cols-2 max-md:divide-x-0">
                <Slotted slot={todayMeasure} give={nothing} waiting={<div className="h-24" />} />
              </div>
            )}
            <div className="mx-0.5 my-[18px] flex flex-col gap-[9px] text-md empty:my-2">
              <Slotted slot={todaySentence} give={nothing} />
            </div>
            <div className="flex flex-col gap-3.5">
              <Slotted
                slot={todayCard}
                give={nothing}
                waiting={<div className="h-72 rounded-lg border border-hair bg-panel" />}
              />
            </div>
          </div>
          <aside className="flex min-w-0 flex-col gap-3.5">
            <Slotted
              slot={todayAside}
              give={nothing}
              waiting={<div className="h-32 rounded-lg border border-hair bg-panel" />}
            />
          </aside>
        </div>
      </Scroll>
    </Page>
  )
}
