/** Prints the page, or saves it as a PDF: on white, without the navigation. */
import { Printer } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { words } from './words.ts'

export const PrintButton = () => {
  const t = words.useT()
  return (
    <Button className="max-md:hidden" onClick={() => void printOnWhite()}>
      <Printer size={14} strokeWidth={1.7} aria-hidden />
      {t('report.print')}
    </Button>
  )
}

/** Charts take their colours when they are drawn: they are drawn in light colours before the page goes to paper. */
const printOnWhite = async (): Promise<void> => {
  const { dataset } = document.documentElement
  const theme = dataset.theme
  dataset.theme = 'light'
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  window.print()
  if (theme === undefined) delete dataset.theme
  else dataset.theme = theme
}
