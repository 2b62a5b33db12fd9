// Enter during Hangul composition: browsers tell it in different orders; in each the syllable is committed and sent once.
export const keys = (at, submit) => {
  let isComposing = false
  let isDue = false
  let isSpent = false
  at.addEventListener('compositionstart', () => {
    isComposing = true
  })
  at.addEventListener('compositionend', () => {
    isComposing = false
    if (!isDue) return
    isDue = false
    isSpent = true
    setTimeout(submit, 0)
  })
  at.addEventListener('keydown', event => {
    const isEnter = event.key === 'Enter' || event.code === 'Enter' || event.code === 'NumpadEnter'
    if (!isEnter || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
    if (isComposing) {
      isDue = true
      return
    }
    event.preventDefault()
    if (isSpent) return
    isSpent = true
    // Safari: the composition has ended already, the key still says 229; its text is there by the next turn.
    if (event.isComposing || event.keyCode === 229) setTimeout(submit, 0)
    else submit()
  })
  at.addEventListener('keyup', event => {
    if (event.key === 'Enter' || event.code === 'Enter' || event.code === 'NumpadEnter') isSpent = false
  })
  at.addEventListener('beforeinput', event => {
    if ((event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph') && (isSpent || isDue))
      event.preventDefault()
  })
}
