/**
 * What a party is told of its next step, in the languages of its own pages. English; Russian and Arabic are drafts for
 * speakers to correct. Nobody's name, and nothing that says what this is about. {Gaps} must be filled before sending.
 */
export type StepWords = {
  language: "en" | "ru" | "ar";
  /** Put first where something else stood there. */
  changed: string;
  /** The same, read out: nothing stood where they hear it. */
  changedAloud: string;
  where: string;
  car(when: string, place: string): string;
  met(when: string, place: string): string;
  ride(when: string, service: string, from: string, to: string, arrives: string): string;
  leaves(service: string, from: string, at: string, to: string, arrives: string): string;
  walk(when: string, from: string, to: string): string;
  on(to: string): string;
  expected(when: string, place: string): string;
  stay(when: string, until: string): string;
  until(until: string): string;
  phrase(say: string, hear: string): string;
  take(by: string, service: string, from: string, at: string, to: string): string;
  walkInstead(by: string, to: string): string;
  wait(by: string): string;
  /** What follows where it has not come, for whoever has a page … */
  again: string;
  /** … and for whoever has none. */
  againByPhone: string;
  next: string;
  /** Read out to somebody who has no page. */
  nextByPhone: string;
  /** The plan no longer holds, and there is no other yet. */
  stop: string;
  /** They were told something by another way since, and no word of it stands here. */
  since: string;
};

const en: StepWords = {
  language: "en",
  changed: "What stood here before no longer holds. This is what holds now.",
  changedAloud: "What you were told before no longer holds. This is what holds now.",
  where: "{where exactly}",
  car: (when, place) => `${when}: be here: ${place}. A car comes for you.`,
  met: (when, place) => `${when}: be here: ${place}. Somebody meets you and comes with you.`,
  ride: (when, service, from, to, arrives) =>
    `${when}: ${service} leaves from ${from}. Get off at ${to}, at about ${arrives}.`,
  leaves: (service, from, at, to, arrives) =>
    `${service} leaves from ${from} at ${at}. Get off at ${to}, at about ${arrives}.`,
  walk: (when, from, to) => `${when}: walk from ${from} to ${to}.`,
  on: (to) => `You walk to ${to}.`,
  expected: (when, place) => `${when}: be here: ${place}. You are expected there.`,
  stay: (when, until) => `${when}: stay where you are until ${until}.`,
  until: (until) => `You stay there until ${until}.`,
  phrase: (say, hear) =>
    `Whoever comes says: “${say}”. You answer: “${hear}”. If you hear anything else, do not go with them.`,
  take: (by, service, from, at, to) =>
    `If it has not come by ${by}: take ${service}, from ${from} at ${at}, as far as ${to}.`,
  walkInstead: (by, to) => `If it has not come by ${by}: walk to ${to}.`,
  wait: (by) => `If it has not come by ${by}: leave that place and wait where you feel safe.`,
  again: "Then open this page again.",
  againByPhone: "Then wait for our call.",
  next: "Open this page again when this is done. What comes after it stands here then.",
  nextByPhone: "When this is done, we tell you what comes after it.",
  stop: "What stood here before no longer holds. Do not set out. If you are on the way, stop at a safe place. What to do is written here.",
  since: "What stood here before no longer holds. Go by what you were told since.",
};

const ru: StepWords = {
  language: "ru",
  changed: "То, что было написано здесь раньше, уже не действует. Теперь действует это.",
  changedAloud: "То, что вам говорили раньше, уже не действует. Теперь действует это.",
  where: "{где именно}",
  car: (when, place) => `${when}: будьте здесь: ${place}. За вами приедет машина.`,
  met: (when, place) => `${when}: будьте здесь: ${place}. Вас встретят и поедут или пойдут с вами.`,
  ride: (when, service, from, to, arrives) =>
    `${when}: ${service}, отправление: ${from}. Выйдите здесь: ${to}, примерно в ${arrives}.`,
  leaves: (service, from, at, to, arrives) =>
    `${service}, отправление: ${from}, ${at}. Выйдите здесь: ${to}, примерно в ${arrives}.`,
  walk: (when, from, to) => `${when}: идите пешком, откуда: ${from}, куда: ${to}.`,
  on: (to) => `Идти пешком сюда: ${to}.`,
  expected: (when, place) => `${when}: будьте здесь: ${place}. Вас там ждут.`,
  stay: (when, until) => `${when}: оставайтесь на месте до ${until}.`,
  until: (until) => `Там вы остаётесь до ${until}.`,
  phrase: (say, hear) =>
    `Вам скажут: «${say}». Вы отвечаете: «${hear}». Если услышите что-то другое, не идите с этими людьми.`,
  take: (by, service, from, at, to) =>
    `Если до ${by} ничего не пришло: ${service}, отправление: ${from}, ${at}, ехать до: ${to}.`,
  walkInstead: (by, to) => `Если до ${by} ничего не пришло: идите пешком сюда: ${to}.`,
  wait: (by) => `Если до ${by} никто не приехал: уйдите оттуда и подождите там, где спокойно.`,
  again: "Потом снова откройте эту страницу.",
  againByPhone: "Потом ждите нашего звонка.",
  next: "Когда это будет позади, снова откройте эту страницу. Здесь будет написано, что дальше.",
  nextByPhone: "Когда это будет позади, мы скажем, что дальше.",
  stop: "То, что было написано здесь раньше, уже не действует. Не выходите. Если вы уже в пути, остановитесь в безопасном месте. Что делать, будет написано здесь.",
  since: "То, что было написано здесь раньше, уже не действует. Действует то, что вам сказали потом.",
};

const ar: StepWords = {
  language: "ar",
  changed: "ما كان مكتوبًا هنا لم يعد صالحًا. هذا هو الصالح الآن.",
  changedAloud: "ما قيل لك من قبل لم يعد صالحًا. هذا هو الصالح الآن.",
  where: "{أين بالضبط}",
  car: (when, place) => `${when}: كن هنا: ${place}. ستأتي سيارة لأخذك.`,
  met: (when, place) => `${when}: كن هنا: ${place}. سيقابلك شخص ويرافقك.`,
  ride: (when, service, from, to, arrives) =>
    `${when}: ${service}، من: ${from}. انزل هنا: ${to}، نحو الساعة ${arrives}.`,
  leaves: (service, from, at, to, arrives) => `${service}، من: ${from}، ${at}. انزل هنا: ${to}، نحو الساعة ${arrives}.`,
  walk: (when, from, to) => `${when}: سِر على الأقدام من: ${from}، إلى: ${to}.`,
  on: (to) => `سِر على الأقدام إلى: ${to}.`,
  expected: (when, place) => `${when}: كن هنا: ${place}. هناك من ينتظرك.`,
  stay: (when, until) => `${when}: ابقَ حيث أنت حتى ${until}.`,
  until: (until) => `تبقى هناك حتى ${until}.`,
  phrase: (say, hear) => `من يأتي يقول: «${say}». تجيب: «${hear}». إذا سمعت شيئًا آخر فلا تذهب معه.`,
  take: (by, service, from, at, to) => `إذا لم يأتِ شيء حتى ${by}: ${service}، من: ${from}، ${at}، إلى: ${to}.`,
  walkInstead: (by, to) => `إذا لم يأتِ شيء حتى ${by}: سِر على الأقدام إلى: ${to}.`,
  wait: (by) => `إذا لم يأتِ أحد حتى ${by}: غادر ذلك المكان، وانتظر حيث تشعر بالأمان.`,
  again: "ثم افتح هذه الصفحة من جديد.",
  againByPhone: "ثم انتظر اتصالنا.",
  next: "عندما ينتهي هذا افتح هذه الصفحة من جديد. ما يأتي بعده سيكون مكتوبًا هنا.",
  nextByPhone: "عندما ينتهي هذا نخبرك بما يأتي بعده.",
  stop: "ما كان مكتوبًا هنا لم يعد صالحًا. لا تنطلق. إن كنت في الطريق فتوقف في مكان آمن. ما يجب فعله سيُكتب هنا.",
  since: "ما كان مكتوبًا هنا لم يعد صالحًا. اعمل بما قيل لك بعد ذلك.",
};

export const STEP_WORDS = [en, ru, ar] as const;
