/** What stages are called here: the workspace's name, else the one that it came with. */
import { type Customer, listStages, type Stage, type StageRow, stages } from '../../../contract/customers.ts'
import { useEndpoint } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { words } from '../words.ts'

export interface NamedStage {
  id: string
  meaning: Stage
  name: string
  isOwn: boolean
}

const plain: readonly Pick<StageRow, 'id' | 'meaning' | 'name' | 'isBuiltIn'>[] = stages.map(id => ({
  id,
  meaning: id,
  name: null,
  isBuiltIn: true,
}))

/** In their order, each of the six followed by the workspace's own within it. */
export const useStages = (): readonly NamedStage[] => {
  const t = words.useT()
  const found = useEndpoint(listStages, {}, { when: useMay()('customers.read'), staleMs: 5 * 60_000 }).data?.items
  return (found ?? plain).map(row => ({
    id: row.id,
    meaning: row.meaning,
    name: row.name ?? t(`stage.${row.meaning}`),
    isOwn: !row.isBuiltIn,
  }))
}

export const stageOf = (known: readonly NamedStage[], { stage, stageId }: Pick<Customer, 'stage' | 'stageId'>) =>
  known.find(one => one.id === (stageId ?? stage)) ?? known.find(one => one.id === stage)
