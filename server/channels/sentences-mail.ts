/** What the codes of e-mail say, in Korean and English. */

export const mailSentences: Readonly<Record<string, { ko: string; en: string }>> = {
  'channels.mail_bad_address': {
    ko: '메일 주소가 아닙니다. help@example.com 처럼 넣어 주세요.',
    en: 'This is no mail address. Write it like help@example.com.',
  },
  'channels.mail_bad_host': {
    ko: '서버 이름을 읽을 수 없습니다. imap.example.com 처럼 넣어 주세요.',
    en: 'This is no name of a server. Write it like imap.example.com.',
  },
  'channels.mail_bad_port': {
    ko: '포트는 1부터 65535까지의 숫자입니다.',
    en: 'A port is a number from 1 to 65535.',
  },
  'channels.mail_no_such_folder': {
    ko: '‘{name}’ 편지함이 없습니다. 있는 편지함: {folders}',
    en: 'There is no folder "{name}". There are: {folders}',
  },
  'channels.mail_folder_gone': {
    ko: '‘{name}’ 편지함이 없어졌습니다. 나머지 편지함은 계속 읽습니다. 계정을 다시 연결해 편지함을 고쳐 주세요.',
    en: 'The folder "{name}" is gone. The others are read on. Connect the account again to choose anew.',
  },
  'channels.mail_password_refused': {
    ko: '메일 서버가 아이디나 비밀번호를 거절했습니다. 확인하고 다시 연결해 주세요.',
    en: 'The mail server refused the user name or the password. Check both, then connect again.',
  },
  'channels.mail_app_password_needed': {
    ko: '메일 서버가 비밀번호를 거절했습니다. 메일 설정에서 IMAP/SMTP 사용을 켜고, 보안 설정에서 앱 비밀번호를 만들어 넣어 주세요.',
    en: 'The mail server refused the password. Switch IMAP and SMTP on in its mail settings, make an app password in its security settings, and enter that.',
  },
  'channels.mail_needs_encryption': {
    ko: '암호화 없이는 비밀번호가 그대로 드러나므로 연결하지 않았습니다. TLS나 STARTTLS를 골라 주세요.',
    en: 'Refused: without encryption everybody on the way could read the password. Choose TLS or STARTTLS.',
  },
  'channels.mail_certificate_refused': {
    ko: '서버의 인증서를 믿을 수 없습니다. 서버 이름이 맞는지 확인하고, 직접 운영하는 서버라면 올바른 인증서를 설치해 주세요.',
    en: 'The certificate of the server cannot be trusted. Check the name of the server; if it is your own, install a valid certificate.',
  },
  'channels.mail_no_starttls': {
    ko: '이 포트의 서버는 STARTTLS를 쓰지 않습니다. 암호화를 TLS로 바꾸거나 포트를 확인해 주세요.',
    en: 'The server at this port does not know STARTTLS. Choose TLS, or check the port.',
  },
  'channels.mail_no_tls': {
    ko: '이 포트의 서버는 처음부터 TLS로 말하지 않습니다. 암호화를 STARTTLS로 바꾸거나 포트를 확인해 주세요.',
    en: 'The server at this port does not begin with TLS. Choose STARTTLS, or check the port.',
  },
  'channels.mail_no_answer': {
    ko: '메일 서버가 제때 대답하지 않았습니다. 서버 이름, 포트, 암호화를 확인해 주세요.',
    en: 'The mail server did not answer in time. Check its name, its port and its encryption.',
  },
  'channels.mail_unreachable': {
    ko: '메일 서버에 연결할 수 없습니다. 서버 이름과 포트를 확인해 주세요.',
    en: 'The mail server cannot be reached. Check its name and its port.',
  },
  'channels.mail_no_server': {
    ko: '이 주소에는 다른 서버가 있습니다. 메일 서버의 이름과 포트를 확인해 주세요.',
    en: 'Something else than a mail server answers there. Check its name and its port.',
  },
  'channels.mail_lost': {
    ko: '메일 서버와의 연결이 끊겼습니다. 끊긴 곳부터 다시 이어 받겠습니다.',
    en: 'The connection to the mail server broke. It is opened again from where it stopped.',
  },
  'channels.mail_busy': {
    ko: '메일 서버가 지금은 로그인을 받지 않습니다. 잠시 뒤 다시 해 보겠습니다.',
    en: 'The mail server takes no sign-in for now. It will be tried again.',
  },
  'channels.mail_nobody_to_answer': {
    ko: '이 메일에는 답장을 받을 주소가 없습니다.',
    en: 'This mail names no address that an answer could go to.',
  },
  'channels.mail_later': {
    ko: '메일 서버가 나중에 다시 보내 달라고 합니다({status}). 다시 해 보겠습니다.',
    en: 'The mail server asks for a later try ({status}). It will be tried again.',
  },
  'channels.mail_recipient_refused': {
    ko: '메일 서버가 받는 사람의 주소를 거절했습니다({status}). 주소를 확인해 주세요.',
    en: 'The mail server refused the address of the recipient ({status}). Check the address.',
  },
  'channels.mail_content_refused': {
    ko: '메일 서버가 이 메일을 보내지 않겠다고 합니다({status}). 내용을 고쳐 새로 보내 주세요.',
    en: 'The mail server refused to send this mail ({status}). Change it and send it anew.',
  },
  'channels.mail_back': {
    ko: '보낸 메일이 되돌아왔습니다: {reason}',
    en: 'The mail came back: {reason}',
  },
  'channels.mail_back_no_address': {
    ko: '그런 받는 사람이 없어 메일이 되돌아왔습니다. 주소를 확인해 주세요: {reason}',
    en: 'The mail came back, since there is no such recipient. Check the address: {reason}',
  },
  'channels.mail_back_full': {
    ko: '받는 사람의 메일함이 가득 차 메일이 되돌아왔습니다: {reason}',
    en: 'The mail came back, since the mailbox of the recipient is full: {reason}',
  },
  'channels.mail_cut': {
    ko: '{size} MB나 되는 메일이라 앞부분만 읽었습니다. 전체는 메일함에 있습니다.',
    en: 'This mail has {size} MB: only its beginning was read. The whole of it is in the mailbox.',
  },
  'channels.mail_header_cut': {
    ko: '머리글이 너무 길어 일부만 읽었습니다. 전체는 메일함에 있습니다.',
    en: 'The header is too long: only a part of it was read. The whole of it is in the mailbox.',
  },
  'channels.mail_parts_unopened': {
    ko: '겹겹이 들어 있는 부분 {count}개는 열지 않았습니다. 전체는 메일함에 있습니다.',
    en: '{count} parts lie too deep or are too many and were not opened. They are in the mailbox.',
  },
  'channels.mail_subject_cut': {
    ko: '제목이 너무 길어 앞부분만 보여 드립니다.',
    en: 'The subject is too long: only its beginning is shown.',
  },
  'channels.mail_text_cut': {
    ko: '본문이 너무 길어 앞부분만 읽었습니다. 전체는 메일함에 있습니다.',
    en: 'The text is too long: only its beginning was read. The whole of it is in the mailbox.',
  },
  'channels.mail_letters_unreadable': {
    ko: '글자 {count}자를 읽을 수 없어 � 로 바꾸었습니다.',
    en: '{count} characters could not be read and stand as �.',
  },
  'channels.mail_without_sender': {
    ko: '보낸 사람이 적혀 있지 않은 메일입니다. 답장을 보낼 수 없습니다.',
    en: 'This mail names no sender. It cannot be answered.',
  },
  'channels.mail_files_left': {
    ko: '첨부 파일이 너무 많아 {count}개는 가져오지 않았습니다. 메일함에 있습니다.',
    en: 'There are too many attachments: {count} were left in the mailbox.',
  },
  'channels.mail_file_too_large': {
    ko: '{limit} MB가 넘는 첨부 파일은 가져오지 않았습니다. 메일함에 있습니다.',
    en: 'Attachments of more than {limit} MB were left in the mailbox.',
  },
}
