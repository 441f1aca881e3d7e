/**
 * What an organisation may begin with: none of it counts before a member takes it over, and then it is theirs to
 * change. English and Russian; the Russian is a draft for a speaker to correct. {Gaps} must be filled before sending.
 *
 * The question for the safe signal never names it: whoever holds the phone would learn that there is one.
 */
export type Suggested = { language: string; title: string; text: string };

export const SUGGESTED: readonly Suggested[] = [
  {
    language: "en",
    title: "First answer",
    text: `We have read your message. You are not alone with this.

Is it safe for you to read and write here now? If it is not, stop here and come back when it is. Your code words open this page at any time.

You need not tell what was done to you. What would help us most: {one question}.

We answer again {when}.`,
  },
  {
    language: "en",
    title: "Neither confirm nor deny",
    text: `We never say whether somebody has written to us or not. Everybody who asks gets this answer, so it says nothing about anybody.

If you are in danger yourself, or afraid for somebody, write about that: {what we can do}.`,
  },
  {
    language: "en",
    title: "Are you able to read this alone?",
    text: `Before we go on: are you alone with this screen? Can anybody see it, or has anybody asked you to open it?

If you are not alone, close the page. We wait, and nothing is lost. {when we look again}`,
  },
  {
    language: "en",
    title: "Asking for the safe signal (without naming it)",
    text: `Good to read you again. There is no hurry.

{an everyday question that the agreed words answer}`,
  },
  {
    language: "en",
    title: "We cannot move you now: a plan until then",
    text: `We cannot move you now. The reason: {reason}. This is not the end of it: we look again {when}.

Until then:
1. If it gets worse, go to {place}.
2. Have these in one bag: papers, money, charger, medicine.
3. One person who may know: {who}.
4. If it gets worse, open this page and press "I am in danger". We read here {hours}.

Do not {what would put you in danger}.`,
  },
  {
    language: "ru",
    title: "Первый ответ",
    text: `Мы прочитали ваше сообщение. Вы с этим не в одиночестве.

Безопасно ли вам сейчас читать и писать здесь? Если нет, остановитесь и возвращайтесь, когда будет безопасно. Ваши кодовые слова открывают эту страницу в любое время.

Рассказывать, что с вами сделали, не нужно. Сейчас нам больше всего поможет ответ на один вопрос: {вопрос}.

Мы ответим снова {когда}.`,
  },
  {
    language: "ru",
    title: "Не подтверждаем и не отрицаем",
    text: `Мы никогда не говорим, писал ли нам кто-то. Такой ответ получает каждый, кто спрашивает, поэтому он ни о ком ничего не значит.

Если опасность угрожает вам или вы боитесь за кого-то, напишите об этом: {чем мы можем помочь}.`,
  },
  {
    language: "ru",
    title: "Можете ли вы прочитать это без посторонних?",
    text: `Прежде чем продолжить: есть ли кто-то рядом с вами? Видит ли кто-нибудь этот экран, просил ли кто-нибудь его открыть?

Если рядом кто-то есть, закройте страницу. Мы подождём, ничего не пропадёт. {когда мы посмотрим снова}`,
  },
  {
    language: "ru",
    title: "Просьба о сигнале «всё в порядке» (не называя его)",
    text: `Хорошо, что вы снова пишете. Спешить некуда.

{обычный вопрос, на который отвечают условленными словами}`,
  },
  {
    language: "ru",
    title: "Сейчас перевезти не можем: план на это время",
    text: `Сейчас мы не можем вас перевезти. Причина: {причина}. Это не конец: мы вернёмся к этому {когда}.

До тех пор:
1. Если станет хуже, идите в {место}.
2. Держите в одной сумке: документы, деньги, зарядку, лекарства.
3. Кому можно сказать: {кому}.
4. Если станет хуже, откройте эту страницу и нажмите «Я в опасности». Мы читаем здесь {часы}.

Не {что опасно}.`,
  },
];

/** Not taken over yet: nobody has a template of that name in that language. */
export const notTaken = (templates: readonly { language: string; title: string }[]): Suggested[] =>
  SUGGESTED.filter(({ language, title }) => !templates.some((one) => one.language === language && one.title === title));
