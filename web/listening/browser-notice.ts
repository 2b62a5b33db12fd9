/** Notices of the browser and a short sound: both off until a person turns them on, and remembered in this browser. */
import { useState, useSyncExternalStore } from 'react'

const names = { notice: 'maeari.alerts.notice', sound: 'maeari.alerts.sound' }
const listeners = new Set<() => void>()

const isOn = (name: keyof typeof names): boolean => {
  try {
    return localStorage.getItem(names[name]) === 'on'
  } catch {
    return false
  }
}

const turn = (name: keyof typeof names, on: boolean): void => {
  try {
    localStorage.setItem(names[name], on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing stays silent.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

const useIsOn = (name: keyof typeof names): boolean => useSyncExternalStore(subscribe, () => isOn(name))

const mayNotice = (): boolean => typeof Notification !== 'undefined' && Notification.permission === 'granted'

/** Whether notices are on, and the switch: the browser is asked only by this click. */
export const useBrowserNotice = () => {
  const wanted = useIsOn('notice')
  const [isDenied, setDenied] = useState(false)
  const toggle = async () => {
    if (wanted && mayNotice()) return turn('notice', false)
    if (typeof Notification === 'undefined') return setDenied(true)
    const answer = await Notification.requestPermission()
    setDenied(answer !== 'granted')
    turn('notice', answer === 'granted')
  }
  return { isOn: wanted && mayNotice(), isDenied, toggle }
}

export const useSound = () => {
  const on = useIsOn('sound')
  return { isOn: on, toggle: () => turn('sound', !on) }
}

/** Says it where notices are on and the page is out of sight; one notice stands for all. */
export const notice = (title: string, text: string, onOpen: () => void): void => {
  if (!isOn('notice') || !mayNotice() || document.visibilityState === 'visible') return
  const shown = new Notification(title, { body: text, tag: 'maeari.alerts' })
  shown.onclick = () => {
    window.focus()
    onOpen()
    shown.close()
  }
}

/** Two quiet tones, where sound is on. */
export const chime = (): void => {
  if (!isOn('sound')) return
  const audio = new AudioContext()
  for (const [n, pitch] of [660, 880].entries()) {
    const tone = audio.createOscillator()
    const loudness = audio.createGain()
    const start = audio.currentTime + n * 0.14
    tone.frequency.value = pitch
    loudness.gain.setValueAtTime(0.08, start)
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.3)
    tone.connect(loudness).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.3)
  }
  setTimeout(() => void audio.close(), 800)
}
