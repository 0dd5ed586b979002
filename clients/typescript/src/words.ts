/** What the client says itself, in the frontend's languages; all else is said by the API. */
const WORDS = {
  en: {
    nothing: 'No authorization came with this visit. Start again.',
    foreign: 'This connection was not started here. Start again.',
    signInAgain: 'Your session has expired. Sign in and start again.',
    unreachable: 'The integrations do not answer. Check the connection to the internet and try again.',
  },
  fr: {
    nothing: 'Aucune autorisation n’est arrivée avec cette visite. Recommencez.',
    foreign: 'Cette connexion n’a pas été commencée ici. Recommencez.',
    signInAgain: 'Votre session a expiré. Reconnectez-vous et recommencez.',
    unreachable: 'Les intégrations ne répondent pas. Vérifiez votre connexion à internet et réessayez.',
  },
  pt: {
    nothing: 'Nenhuma autorização chegou com esta visita. Recomece.',
    foreign: 'Esta conexão não foi iniciada aqui. Recomece.',
    signInAgain: 'A sua sessão expirou. Inicie a sessão e recomece.',
    unreachable: 'As integrações não respondem. Verifique a sua conexão à internet e tente novamente.',
  },
  ar: {
    nothing: 'لم يصل أي تفويض مع هذه الزيارة. ابدأ من جديد.',
    foreign: 'لم تبدأ عملية الربط هذه من هنا. ابدأ من جديد.',
    signInAgain: 'انتهت صلاحية جلستك. سجّل الدخول وابدأ من جديد.',
    unreachable: 'خدمات التكامل لا تستجيب. تحقق من اتصالك بالإنترنت وحاول من جديد.',
  },
};

/** The text called `word` in `language` (`fr`, `fr-CI`), or in the browser's where none is given; in English where it is another. */
export function say(word: keyof (typeof WORDS)['en'], language = globalThis.navigator?.language ?? 'en'): string {
  const [tag] = language.toLowerCase().split('-');
  return (Object.entries(WORDS).find(([known]) => known === tag)?.[1] ?? WORDS.en)[word];
}
