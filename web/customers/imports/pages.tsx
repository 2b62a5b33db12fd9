/** 고객 → 가져오기: files of customers, orders, calls, chats and tickets. */
import type { FileImport } from '../../../contract/channels.ts'
import { ImportPage, ImportsPage } from '../../channels/index.ts'
import { Button } from '../../kit/button.tsx'
import { BackLink } from '../../platform/back-link.tsx'
import { PageLink } from '../../platform/links.tsx'
import { useMay } from '../../platform/session.ts'
import { words as customersWords } from '../words.ts'
import { words } from './words.ts'

export const PeopleImportsPage = () => {
  const t = customersWords.useT()
  return <ImportsPage of="people" place="/customers" lead={<BackLink to="/customers" label={t('nav.customers')} />} />
}

export const PeopleImportPage = () => {
  const t = words.useT()
  return (
    <ImportPage of="people" place="/customers" lead={<BackLink to="/customers/imports" label={t('imports.title')} />} />
  )
}

/** Where the people of a file are seen. */
export const OpenPeople = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  if (!one.tables.some(table => table.kind !== null && table.kind !== 'mentions')) return null
  return (
    <Button asChild tone="primary">
      <PageLink to="/customers">{t('imports.open')}</PageLink>
    </Button>
  )
}

/** The way there from the list of customers. */
export const ImportLink = () => {
  const t = words.useT()
  const may = useMay()
  if (!may('channels.import') || !may('customers.contacts')) return null
  return (
    <Button asChild>
      <PageLink to="/customers/imports">{t('imports.title')}</PageLink>
    </Button>
  )
}
