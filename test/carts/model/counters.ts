// How often the explored stories came to the moments that matter.

export const freshCounters = () => ({
  stories: 0,
  abandonments: 0,
  looks: 0,
  mails: 0,
  purchases: 0,
  lookFoundOrder: 0,
  lookFoundChange: 0,
  boughtWithinLook: 0,
  boughtAfterSend: 0,
  slowLooks: 0,
  turnsTaken: 0,
  lostAnswers: 0,
  undecided: 0,
  repeatedKeys: 0,
  crashes: 0,
  zombies: 0,
  outages: 0,
  dropped: 0,
  doubled: 0,
  late: 0,
});

export type Counters = ReturnType<typeof freshCounters>;
