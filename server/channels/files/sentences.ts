/** Why a file was not read, and what to do. */
import type { Sentences } from '../../platform/sentences.ts'

export const fileSentences: Sentences = {
  'channels.file.empty': {
    ko: '파일이 비어 있습니다. 내보내기가 끝까지 되었는지 확인해 주세요.',
    en: 'The file is empty. Check that its export came to an end.',
  },
  'channels.file.locked': {
    ko: '암호가 걸린 엑셀 파일입니다. 엑셀에서 열어 암호를 지우고 다시 저장한 뒤 올려 주세요.',
    en: 'This workbook is locked with a password. Open it in Excel, take the password away, save it and bring it again.',
  },
  'channels.file.old_excel': {
    ko: '옛 엑셀 형식(.xls)입니다. 엑셀에서 열어 .xlsx나 CSV로 저장한 뒤 올려 주세요.',
    en: 'This is the old Excel format (.xls). Open it in Excel, save it as .xlsx or CSV, and bring that.',
  },
  'channels.file.other_kind': {
    ko: '표가 아니라 {kind} 파일입니다. CSV, 엑셀(.xlsx), JSON으로 내보낸 파일을 올려 주세요.',
    en: 'This is a {kind} file, whatever its name says. Bring one that was exported as CSV, Excel (.xlsx) or JSON.',
  },
  'channels.file.no_workbook': {
    ko: '엑셀 파일이 아닌 압축 파일입니다({kind}). 압축을 풀고 그 안의 표 파일을 올려 주세요.',
    en: 'This archive is no workbook ({kind}). Unpack it and bring the table inside.',
  },
  'channels.file.binary': {
    ko: '글자로 된 표가 아닙니다. CSV, 엑셀(.xlsx), JSON으로 내보낸 파일을 올려 주세요.',
    en: 'This is no table of text. Bring a file that was exported as CSV, Excel (.xlsx) or JSON.',
  },
  'channels.file.bomb': {
    ko: '풀면 지나치게 커지는 압축 파일이라 열지 않았습니다. CSV로 저장해 올리거나 파일을 나누어 주세요.',
    en: 'It would grow out of all proportion when unpacked, so it was not opened. Save it as CSV, or split it.',
  },
  'channels.file.broken_zip': {
    ko: '파일이 끝까지 받아지지 않았거나 깨졌습니다. 다시 내보내거나 내려받아 주세요.',
    en: 'The file is cut short or damaged. Export or download it again.',
  },
  'channels.file.broken_sheet': {
    ko: '엑셀 파일의 내용이 깨졌습니다. 엑셀에서 열어 다시 저장해 주세요.',
    en: 'The inside of this workbook is damaged. Open it in Excel and save it again.',
  },
  'channels.file.too_many_texts': {
    ko: '엑셀 파일 하나로 읽기에는 글이 너무 많습니다. CSV로 저장하거나 파일을 나누어 주세요.',
    en: 'This workbook holds too much text to be read as one. Save it as CSV, or split it.',
  },
  'channels.file.too_many_columns': {
    ko: '열이 {most}개를 넘습니다. 필요한 열만 남겨 주세요.',
    en: 'There are more than {most} columns. Keep those that are needed.',
  },
  'channels.file.broken_json': {
    ko: 'JSON의 {row}번째 항목이 깨졌습니다. 그 자리를 고치거나 다시 내보내 주세요.',
    en: 'Item {row} of the JSON is broken. Mend it there, or export it again.',
  },
  'channels.file.open_quote': {
    ko: '{line}번째 줄 즈음에서 연 따옴표가 닫히지 않습니다. 그 줄을 고치거나 다시 내보내 주세요.',
    en: 'A quotation mark opened about line {line} is never closed. Mend that line, or export it again.',
  },
  'channels.file.no_table': {
    ko: '표를 찾지 못했습니다. 열 이름이 있는 표가 들어 있는지 확인해 주세요.',
    en: 'No table was found. Check that the file holds one, with names above its columns.',
  },
}
