/** Blame put on the customer. What may have happened, told with care ("혹시 …하셨더라도 괜찮습니다"), is no blame. */
import { type Check, findSigns, type Sign } from './draft.ts'

const why = {
  ko: '고객 탓으로 읽힙니다. 누구의 잘못인지보다 지금 할 수 있는 일을 말해 주세요.',
  en: 'This reads as blaming the customer. Say what can be done now, not whose fault it was.',
}

const soft =
  /혹시|더라도|(?:하|으)셨(?:다면|을\s*경우)|[하으]?신\s*(?:경우|적)|하시는\s*경우|실\s*(?:경우|수\s*있)|걱정\s*(?:마|하지)|괜찮|아니(?:시|니|라|므로|고|었|예요|에요|십)|아닙니다|아니었|아닌\s*(?:것|점)|않습니다|저희(?:가|의|\s*측의|\s*쪽의)?\s*(?:안내|설명|표기|실수|잘못|착오|과실|책임|부주의|확인)[^.]{0,20}(?:부족|미흡|못|때문|헷갈|모호|오류|잘못|실수|죄송|했|탓|드렸|으로)/

const ko: readonly Sign[] = [
  {
    find: /(?:고객님?|손님|회원님|본인|사용자|구매자|주문자|이용자|소비자|그쪽|님)(?:께서|이|의|분의|분이|\s*측|\s*쪽|\s*본인)?(?:의|에서|이)?\s*(?:단순\s*)?(?:과실|부주의|잘못|실수|착오|착각|책임|탓|귀책|사정|관리\s*(?:소홀|부주의|미흡|부족)|사용\s*(?:미숙|부주의|방법)|취급\s*부주의|오해|무지|불찰|선택이)(?!\s*(?:이|은|가)?\s*(?:아닙|아니|아닌))/,
    unless: soft,
    why: why.ko,
    better: '상황을 다시 확인해 도움이 될 방법을 찾아보겠습니다',
    whole: true,
  },
  {
    find: /(?:제대로|똑바로|잘|꼼꼼히|미리|먼저|진작|사전에|더\s*(?:일찍|빨리|꼼꼼히)|끝까지|한\s*번\s*더)?\s*(?:확인|체크|숙지|문의|말씀|신청|연락|요청|준비|주의|관리|보관|선택|입력|조심|결정|알아보|읽어\s*보|읽으|보|살펴|챙기|주문|취소|예약|보시|하|적|오|물어보|고르)(?:을|를)?\s*(?:하|해\s*주|해|해보)?\s*(?:셨|시|으셨|으시)어야(?:\s*(?:지|죠|지요|합니다|했|하는|할|됩|하지|됐)|[죠지.!?\s])/,
    unless: /혹시|\?$.*드릴까요|안내\s*(?:를|가)?\s*(?:미흡|부족|못)|(?:하|으)?시어야\s*(?:합니다|됩니다)|방문하셔야/,
    along: /셨어야|으셨어야|보셨어야|하셨어야|주셨어야|오셨어야/,
    why: why.ko,
    better: '미처 안내가 닿지 못한 점을 살펴 지금 도와드릴 방법을 알려 드리겠습니다',
    whole: true,
  },
  {
    find: /(?:[가-힣]*(?:하|으|이|지|르|보|두|쓰|오|리|키|주|내|치|어|해|여)?셨어야\s*(?:지|죠|했|합|하는|하지)|셨어야죠|셨어야지요|지\s*그러셨|지\s*않으셨(?:어요|습니까|나요|잖))/,
    unless:
      /받으셨어야|받아\s*보셨어야|도착|혹시|아프지\s*않으셨|놀라지\s*않으셨|다치지\s*않으셨|불편하지\s*않으셨|힘들지\s*않으셨|괜찮지\s*않으셨/,
    why: why.ko,
    better: '지금부터 도와드릴 방법을 알려 드리겠습니다',
    whole: true,
  },
  {
    find: /(?:잘못|틀리게|엉뚱하게|함부로|무리하게|임의로|마음대로|멋대로|실수로|부주의하게|과도하게|거칠게|험하게|성급하게|급하게|무심코|막)\s*(?:된\s*(?:주소|정보|번호)[을를]?\s*)?(?:누르|입력|적|기재|선택|주문|사용|보관|설치|조작|이해|알|보|쓰|다루|신청|클릭|결제|고르|만지|개봉|분해|작성|세탁|읽|설정|취급|관리|충전|연결|조립|골라|눌러|써|적어|넣|떨어뜨|하|삭제|변경|해지|취소|등록|계산|판단|꺼|끼우|당기|뜯)[^.!?]{0,8}?(?:셨(?!\s*(?:을|다면|더라))|신\s*(?:것|건|거|탓|때문|분|게|점|결과|상태)|셔서|시니|시면\s*안\s*(?:됩|되|돼)|신\s*고객|으셔서)/,
    unless: soft,
    why: why.ko,
    better: '입력된 정보가 실제와 달라 바로잡아 드리겠습니다',
    whole: true,
  },
  {
    find: /(?:설명서|안내문|안내|공지(?:사항)?|상세\s*(?:페이지|설명)|약관|주의\s*사항|문자|메일|이용\s*방법|사용법|유의\s*사항|정보|사이즈표|규격|내용|제품\s*설명|글|본문|주소|알림)(?:을|를|도|조차|에)?\s*(?:제대로\s*|전혀\s*|꼼꼼히\s*|자세히\s*|잘\s*|끝까지\s*|미리\s*)?(?:안\s*(?:읽|보|확인)|읽지\s*않|보지\s*않|확인하지\s*않|확인\s*안\s*하|못\s*보(?:신|셨)\s*(?:건|게|것|탓)|무시하|따르지\s*않|지키지\s*않|숙지하지|확인을\s*(?:안|하지)|안\s*지키|대충\s*(?:읽|보)|읽어\s*보시긴|읽기는|읽어보셨(?:나요|으면)|보기는|보긴|보셨으면|읽어\s*보셨으면|확인하셨으면|건너뛰)/,
    unless: /저희|못\s*보신\s*것\s*같아|보이지\s*않|않도록|않으셔도|않아도|확인되지/,
    why: why.ko,
    better: '필요한 내용을 제가 다시 안내해 드리겠습니다',
    whole: true,
  },
  {
    find: /(?:사용법|사용\s*방법|이용\s*방법|주의\s*사항|세탁\s*(?:방법|표시)|보관\s*방법|절차|기한|시간|기간|규격|권장\s*[가-힣]+|수칙|예약\s*시간|약속)(?:을|를|대로)?\s*(?:제대로\s*)?(?:지키지\s*(?:않|못하)(?:으셔서|으셨|으신|셔서|셨|신)|안\s*지키|어기(?:셔서|셨|신)|놓치(?:셔서|셨|신\s*(?:건|것|탓|분))|모르(?:셔서|셨|시(?:니|는\s*것))|하지\s*않으(?:셔서|셨))/,
    unless: soft,
    why: why.ko,
    better: '편하게 쓰실 수 있도록 방법을 다시 안내해 드리겠습니다',
    whole: true,
  },
  {
    find: /(?:다른|대부분의?|보통|여느|딴)\s*(?:고객|분|손님|회원|사람|구매자|이용자)[가-힣]*\s*[^.!?]{0,22}(?:문제\s*없이|잘만?\s*(?:쓰|사용|이용|하|드시|입|알)|아무\s*(?:말|문제|불만|이상)|만족하|그런\s*(?:말|문의|불만|얘기|이야기)|불만이?\s*없|이해하|다\s*(?:알|하|이해|읽)|멀쩡)|(?:고객님|손님|본인)만\s*(?:유독\s*)?(?:그러|그런|문제|이상|불만|모르|이러|불평|예민|유난|못)|이런\s*(?:문의|불만|말씀|항의)(?:는|를|을)?\s*(?:하시는\s*분은\s*)?(?:고객님(?:이|뿐)|처음)/,
    unless: /비교|추천|인기|드시고\s*싶/,
    why: why.ko,
    better: '고객님께서 겪으신 상황을 더 자세히 살펴보겠습니다',
    whole: true,
  },
  {
    find: /(?:너무|지나치게|유난히|굉장히|많이)?\s*(?:예민|까다로|유난|민감하게|오버|과민|흥분)(?:하게|하신|하시|하셔|롭게|로우|스러우|스럽게)\s*(?:것|거|네|받아|반응|편|구|신|시|게)/,
    why: why.ko,
    better: '얼마나 불편하셨을지 충분히 이해합니다',
    whole: true,
  },
  {
    find: /(?:오해|착각|오인|혼동|오판|헷갈려)(?:를|을)?\s*(?:하(?:신|셨|시)|이?신)|이해를?\s*(?:잘\s*)?못\s*하(?:신|셨|시)|잘못\s*알고\s*계|모르고\s*계신\s*(?:것|거|듯)|뭔가\s*착각|기억을\s*잘못/,
    unless: /오해하시(?:게|지\s*않도록)|오해하실\s*(?:수|만)|헷갈리(?:게|실)|혼동하실|혼동하시(?:게|지)|저희/,
    why: why.ko,
    better: '안내가 분명하지 않았던 것 같아 다시 설명해 드리겠습니다',
    whole: true,
  },
  {
    find: /(?:본인|직접|스스로|고객님이|고객님께서)\s*(?:이|께서)?\s*(?:직접\s*|스스로\s*|분명히\s*|먼저\s*)?(?:동의|선택|결정|서명|신청|체크|자초|약속|주문|누르|클릭|취소|해지|삭제|지우|승인|요청|입력|고르|그렇게)(?:을|를)?\s*(?:하|해)?\s*(?:셨잖|신\s*(?:거|것|일|건)(?:잖|이니|이므로|이라|인데|이기|\s*아닌|입니다|이에요|예요|니까|니)|셨으면서|셨으니|시고\s*(?:왜|이제|나서|는)|셨는데\s*(?:왜|이제|저희)|으셨잖|으셨으니|으신\s*(?:거|것)(?:이니|잖|니|입니다|예요))/,
    unless: soft,
    why: why.ko,
    better: '신청 내역을 함께 확인하고 바꿀 수 있는 부분을 찾아보겠습니다',
    whole: true,
  },
  {
    find: /책임(?:은|이|도)?\s*(?:전적으로\s*|모두\s*)?(?:고객님|본인|구매자|이용자)[가-힣]*\s*(?:있|입니다|이에요)|감수하(?:셔야|시|십)|초래하신|자초|(?:신|으신|한|은)\s*(?:건|것은|것이|게|분은|분이|쪽은|거는)\s*(?:바로\s*|결국\s*)?(?:고객님|손님|본인|회원님)|(?:신|셔서|하셔서|하신|한|으신|셨던)\s*탓|(?:관리|확인|보관|주의|점검|관심|감독)(?:를|을|에|가)?\s*(?:다소\s*|좀\s*)?(?:소홀|태만|부족하셨|게을)|저희[^.!?]{0,20}(?:문제|이상|잘못|책임|하자)(?:가|이|은|는|점이)?\s*(?:전혀\s*)?없(?:었|습|는|다|어)|잘못이(?:죠|지요|시죠|십니다|네요)|(?:고객님|손님|본인|부모님|보호자)(?:의|께도|께서도|도|\s)*(?:책임|잘못|과실)(?:도|이|은)?\s*(?:일부\s*)?(?:있|크|입니다|이에요)|(?:은|는|건)\s*(?:바로\s*)?고객님(?:이시|이십|\s*(?:실수|잘못|책임|선택|본인))|(?:분실|훼손|파손|오염|손상|고장)(?:하|시키|\s*내)?(?:신|셨)(?:\s*(?:것|거|게|건|듯)|네요|군요|습니다)|(?:안|못)\s*(?:보|읽|확인하|열어\s*보)(?:셨|신)\s*(?:나\s*(?:봐|보)|군요|네요|모양|것\s*같|거\s*같|듯)|(?:않으|안\s*하|못\s*하|잘못하|늦으|빠뜨리|놓치)셨(?:기\s*때문|으니|으므로)|셔서\s*(?:생긴|발생|그런\s*(?:것|거|겁)|이런\s*(?:일|문제)|일어난|벌어진|그렇게\s*된|고장)/,
    unless: /혹시|걱정|괜찮|저희|기사님|경비실|택배|받는\s*분|불편하(?:셔서|셨)|아니|않도록/,
    why: why.ko,
    better: '상황을 확인해 지금 도와드릴 수 있는 방법을 찾아보겠습니다',
    whole: true,
  },
  {
    find: /셨(?:으면|더라면|다면)\s*[^.!?]{0,22}(?:됐을|되었을|됐|없었을|좋았을|텐데|일입니다|했을|막을\s*수|피할)/,
    unless: /저희|혹시|도움이\s*(?:됐|되)|만족|즐거|다행|좋겠/,
    why: why.ko,
    better: '지금이라도 도와드릴 수 있는 방법을 안내해 드리겠습니다',
    whole: true,
  },
  {
    find: /(?:고객님|손님|본인|부모님|보호자|회원님)(?:께서|이|가|은|는|께서는)?\s*[^.!?,]{0,30}(?:(?:안|못|덜|늦게|자꾸|함부로|대충|무리하게)\s*[가-힣]{1,6}(?:셔서|시니|시니까|신\s*(?:것|거|건|탓|게|점))|지\s*(?:않|못하)(?:으셔서|으시니|으신\s*(?:것|거|건|탓|게|점)|셔서|시니|신\s*(?:것|거|건|탓|게|점)))/,
    unless:
      /혹시|경우|저희|걱정|괜찮|아니|죄송|불편|편하|마음에|받지\s*못하신|받아\s*보지\s*못하|못\s*받으|이용하지\s*못하|못\s*쓰/,
    why: why.ko,
    better: '상황을 확인해 지금 도와드릴 수 있는 방법을 찾아보겠습니다',
    whole: true,
  },
  {
    find: /다음(?:부터|번)(?:는|엔|에는|부터는|이라도)?\s*[^.!?]{0,30}(?:읽|확인|주의|신경|조심|미리|지켜|살펴|챙기|꼼꼼)[^.!?]{0,12}(?:주세요|주십시오|주시기|바랍니다|부탁|하세요|하십시오)|(?:이상하게|애매하게|부정확하게|헷갈리게|불분명하게|모호하게|대충)\s*[^.!?]{0,12}(?:셔서|셨|신\s*(?:것|거|탓))/,
    unless: /저희가/,
    why: why.ko,
    better: '지금 도와드릴 수 있는 방법을 안내해 드리겠습니다',
    whole: true,
  },
  {
    find: /왜\s*[^.!?]{0,30}(?:않|안\s)[^.!?]{0,14}(?:셨|시|으신)[가-힣]*(?:나요|어요|습니까|십니까|죠|까요|는지|는데)/,
    unless: /저희|걱정/,
    why: why.ko,
    better: '지금부터 확인해 도움을 드리겠습니다',
    whole: true,
  },
  {
    find: /(?:셨|으신\s*거|하신\s*거|신\s*거|신\s*것)잖(?:아요|습니까)/,
    why: why.ko,
    better: '내역을 함께 확인하고 도와드릴 방법을 찾아보겠습니다',
    whole: true,
  },
  {
    find: /(?:고객님|손님|회원님|그쪽)(?:의)?\s*(?:댁|집|쪽|측)?\s*(?:의)?\s*(?:휴대폰|핸드폰|기기|인터넷|컴퓨터|PC|와이파이|카드|통신|환경|폰|네트워크|단말기|피부|체질|몸|발|관리|보관|기억|취향|자세)(?:이|가|의|에|을|를|\s)?\s*(?:상태\s*)?(?:문제|탓|이상한|이상해|잘못|오래|때문|원인|안\s*맞|느린|느려|불안정|끊|약해|낡|구형|특이)/,
    unless: /혹시|일\s*수|살펴|점검|확인해\s*(?:주|보)|아닙니다|아니|걱정/,
    why: why.ko,
    better: '원인을 함께 확인할 수 있도록 몇 가지만 여쭙겠습니다',
    whole: true,
  },
  {
    find: /(?:그러게|그러니까|그래서|애초에|처음부터)\s*[^.!?]{0,20}(?:왜|말씀드렸|드렸잖|하셨|셨어야|시지|했어야|으면\s*됐)|왜\s*(?:이제|지금|미리|진작|그때|확인도|먼저|안|제때|바로|그걸|그런\s*걸|굳이|그렇게|그)\s*[^.!?]{0,24}(?:셨|시|않|나요|어요|습니까|죠|는지)/,
    unless:
      /저희가\s*왜|왜\s*(?:그렇게|그)\s*(?:느끼|생각|말씀)|왜\s*(?:바로|그때|그)\s*[^.]{0,10}(?:못했|안내하지|알려)|왜\s*그(?:런|랬)?는지\s*(?:확인|알아|살펴|점검|조사)|왜\s*그런\s*일|걱정/,
    why: why.ko,
    better: '지금부터 확인해 도움을 드리겠습니다',
    whole: true,
  },
  {
    find: /(?:안내|공지|말씀|설명|고지|알림|문자|메일|경고)(?:을|를|도)?\s*(?:분명히\s*|이미\s*|충분히\s*|수차례\s*|여러\s*번\s*|몇\s*번(?:이나)?\s*|미리\s*|다\s*)?(?:드렸|했|보냈|해\s*드렸|드린|보내\s*드렸)(?:는데도?|음에도|었음에도|으나|지만|습니다만|잖)\s*[^.!?]{0,24}(?:않으|안\s|못\s|셨|놓치|무시|모르|왜|셔서|미|고객님|확인)/,
    unless: /저희|죄송|못\s*받으셨|닿지|부족|미흡/,
    why: why.ko,
    better: '안내가 제대로 닿지 못한 것 같아 다시 말씀드리겠습니다',
    whole: true,
  },
  {
    find: /(?:분명히|분명|이미|수차례|몇\s*번이나|여러\s*번)\s*(?:안내|공지|말씀|설명|고지|알려)[^.!?]{0,8}(?:드렸|했|해\s*드렸)/,
    unless: /죄송|저희\s*(?:실수|잘못|안내가|착오)|않은|못한/,
    why: why.ko,
    better: '안내가 제대로 닿지 못한 것 같아 다시 말씀드리겠습니다',
    whole: true,
  },
  {
    find: /(?:고객님|손님|회원님|본인|그쪽)(?:께서|이|은|께서는)?\s*[^.!?,]{0,26}(?:늦게|안|않으|못|잊|깜빡|놓치|떨어뜨|부주의|어기|지연|함부로|방치|빠뜨|누락|미루|틀리|잘못|실수|무시|변심|거부|거절|부재|모르)[^.!?]{0,12}(?:셔서|신\s*(?:탓|것|거|때문|바람에|게|건|점)|셨기\s*때문|셨으니|셨으므로|시는\s*바람|시니|하여\s*(?:발생|생긴)|이었기|이라서|으로\s*인(?:해|한))/,
    unless: soft,
    why: why.ko,
    better: '상황을 확인해 지금 도와드릴 수 있는 방법을 찾아보겠습니다',
    whole: true,
  },
  {
    find: /(?:사용|취급|관리|보관|소비자|이용자|사용자|고객|개인)\s*(?:상의?\s*)?(?:부주의|과실|미숙|소홀|잘못|변심)(?:로|으로|이|가|에\s*(?:의한|따른|의해))\s*(?:인해|인한|발생|생긴|판단|확인|보이|보여|추정|원인|보입|의심|망가|고장|파손|비롯)/,
    unless: /(?:경우|시에?|때)(?:에는|는|에|라도|도)?\s|혹시|않습니다|아닙|아니|여부/,
    why: why.ko,
    better: '제품 상태를 점검해 원인과 해결 방법을 안내해 드리겠습니다',
    whole: true,
  },
  {
    find: /저희(?:\s*(?:측|쪽|회사|제품|매장|가게|직원))?(?:의|에|은|는|이|가|에는)?\s*(?:잘못|책임|과실|문제|탓|실수)(?:은|이|가|는|도)?\s*(?:전혀\s*)?(?:없|아니|아닙)|저희(?:가|도)?\s*(?:왜|굳이)?\s*책임(?:질|을\s*질)|저희\s*(?:책임|소관|잘못|문제)(?:이|은|도)?\s*(?:아니|아닙|없|밖)/,
    why: why.ko,
    better: '저희가 도울 수 있는 부분부터 확인하겠습니다',
    whole: true,
  },
  {
    find: /(?:조금만|좀|더)\s*(?:더\s*)?(?:주의|신경|조심|꼼꼼|확인|관심|관리)[^.!?]{0,14}(?:셨(?:다면|으면|더라면|어도)|았다면|했다면)|(?:만\s*(?:했|하셨)(?:어도|으면|다면|더라도))[^.!?]{0,24}(?:없었|않았|됐|됩니다|텐데|을\s*일|가능했)|(?:읽|확인|보|문의|연락|신청|말씀|요청|오|하|주|체크|적|챙기|누르)[^.!?]{0,6}셨(?:으면|더라면|다면)\s*[^.!?]{0,24}(?:없었|않았|았을|었을|했을|됐을|텐데|을\s*일|몰랐)/,
    unless: /저희가/,
    why: why.ko,
    better: '지금이라도 도와드릴 수 있는 방법을 안내해 드리겠습니다',
    whole: true,
  },
]

const enBetter = 'Let me look at what happened and see how we can put it right'
const en: readonly Sign[] = [
  {
    find: /\byou (?:really |probably |clearly )?(?:should(?:'ve| have)|shouldn'?t have|ought to have|could have (?:avoided|prevented|checked|read|asked|told|called|let us)|needed to have|were supposed to|must(?:'ve| have) (?:entered|typed|missed|forgotten|misread|deleted|ordered|dropped|made|used|done|ignored|selected|clicked|misunderstood|broken|damaged|lost|given|put|set|overlooked))\b/i,
    unless:
      /should have (?:already )?(?:received|gotten|got|been|had|a|an|the|access|no|arrived|it|your|full|everything|enough|to)\b|never should have|shouldn'?t have (?:had|to|been|happened|experienced|waited|received)/i,
    why: why.en,
    better: enBetter,
    whole: true,
  },
  {
    find: /\b(?:your (?:own )?(?:fault|mistake|error|negligence|carelessness|responsibility|doing|misuse|misunderstanding|confusion|oversight|failure|impatience)|user error|customer error|operator error|user mistake|improper (?:use|handling|care)|careless(?:ness)?|negligen\w+|misuse)\b/i,
    unless:
      /\b(?:not|isn'?t|wasn'?t|never|n'?t|no) (?:at all )?(?:your|because of|a|user)|not your|isn'?t your|wasn'?t your|for your (?:misunderstanding|confusion)|does not cover|doesn'?t cover|if\b/i,
    why: why.en,
    better: enBetter,
    whole: true,
  },
  {
    find: /\b(?:(?:because|since|as|that) you|you (?:obviously|clearly|simply|apparently|evidently|just|probably|yourself)?)\s*(?:didn'?t|did not|failed to|forgot(?: to)?|neglected|ignored|refused|never|misread|missed|chose (?:not|the wrong|to)|entered (?:the|an|a)? ?(?:wrong|incorrect)|typed (?:the|in)? ?(?:wrong|incorrect)|gave us (?:the|a) (?:wrong|incorrect)|ordered the wrong|picked the wrong|selected the wrong|put (?:in )?the wrong|provided (?:the|a|an) (?:wrong|incorrect)|misunderst\w+|mistyped|mishandled|misused|broke|damaged|dropped|waited too long|left it too late|were (?:careless|late|not paying|confused|wrong|mistaken|too)|are (?:mistaken|confused|wrong|the only|imagining|overreacting|exaggerating)|can'?t expect|only have yourself)\b/i,
    unless:
      /\bif you|in case|\bwhy you\b|didn'?t (?:get|receive|hear|have|deserve|expect|feel)|did not (?:get|receive|hear|have|deserve|expect|feel)|never (?:got|received|heard|have to|has to)|missed (?:your|a|the) (?:delivery|parcel|call)|you missed out|make sure you (?:never|didn'?t)|so (?:that )?you never|you simply (?:reply|tap|click)/i,
    why: why.en,
    better: enBetter,
    whole: true,
  },
  {
    find: /\b(?:if you(?:'d| had) (?:only |just |actually |simply |bothered to )?(?:read|checked|looked|followed|told|contacted|called|paid|listened|asked|kept|taken|ordered|cancelled|been|done|bothered|used|entered|let)|had you (?:read|checked|followed|told|contacted|looked|asked|paid|called|been)|next time,? (?:please )?(?:read|check|be more|pay|make sure|try|follow)|(?:please )?(?:be more careful|pay (?:more )?attention)|nobody else|no one else|other customers (?:don'?t|have no|had no|seem|never|manage|can)|everyone else|you'?re the (?:only|first)|you are the (?:only|first)|why did(?:n'?t| you not)|why would you|on your (?:end|side), not|problem is on your (?:end|side)|not our (?:fault|problem|responsibility|mistake|error)|isn'?t our (?:fault|problem|responsibility)|wasn'?t our (?:fault|mistake|error)|we did nothing wrong|you brought this|caused by you|it was you who|was you who|people (?:don'?t|do not|never) (?:read|check|listen|follow)|(?:works?|worked|is) (?:perfectly |just )?fine when|when (?:it'?s|it is|they are) (?:used|handled) (?:properly|correctly)|if used (?:properly|correctly)|you left it too late|you (?:had|have) (?:plenty of|enough|ample) time|you only have yourself|you of all|your (?:choice|decision)(?: to)?|a simple read|you might want to read|what did you expect|as (?:we )?(?:clearly )?(?:told|warned|informed) you|we (?:already |clearly |did )?(?:told|warned) you|you were (?:told|warned|informed|notified)|you signed|too sensitive|overreact\w*|nothing wrong (?:with|on) our)\b/i,
    unless:
      /you(?:'re| are) the first (?:to (?:hear|know|get)|person we)|if you had(?: any)? (?:questions|a|any|time)|we told you (?:it|we|that it|your|the parcel|you'?d)|nobody else (?:can|has access|will)|no one else (?:can|has access|will)/i,
    why: why.en,
    better: enBetter,
    whole: true,
  },
]

export const blame: Check = draft => {
  if (draft.language === 'ko') return findSigns('blame', draft.sentences, ko).map(withEnd(draft.text))
  const plain = draft.sentences.map(one => ({ ...one, text: one.text.replaceAll('’', "'") }))
  return findSigns('blame', plain, en).map(withEnd(draft.text))
}

/** A sentence written anew keeps the sign it ended with, as a full stop. */
const withEnd =
  (text: string) =>
  (fault: ReturnType<Check>[number]): ReturnType<Check>[number] =>
    /[.!?]$/.test(text.slice(...fault.span)) ? { ...fault, better: `${fault.better}.` } : fault
