/** The conversation of the pictures: five people who meet on Saturday. */

export const OWNER = "Anna";
/** On a phone. */
export const GUEST = "Noémie";
/** Three more, in as many scripts. */
export const OTHERS = ["Marek", "Ольга", "يوسف"] as const;

export interface Said {
  /** "18:52" */
  readonly at: string;
  readonly by: typeof OWNER | typeof GUEST | (typeof OTHERS)[number];
  readonly text: string;
}

export const TALK: readonly Said[] = [
  { at: "18:41", by: "Anna", text: "Welcome. The code on the screen at the front leads in here." },
  { at: "18:44", by: "Marek", text: "In. That was quick, nothing to install." },
  { at: "18:46", by: "Ольга", text: "Добрый вечер! I have the list of books from last time." },
  { at: "18:46", by: "Ольга", text: "Shall I put it here?" },
  { at: "18:47", by: "Anna", text: "Please do." },
  {
    at: "18:49",
    by: "Ольга",
    text: "**For the summer:** *The Summer Book*, *Invisible Cities*, and `PR 6053` if the library has it.",
  },
  { at: "18:55", by: "يوسف", text: "مساء الخير، أنا في الطابق الثاني" },
  { at: "18:56", by: "يوسف", text: "Coming down. Is there any tea left?" },
  { at: "18:57", by: "Marek", text: "A whole pot. Second table, next to the window." },
  { at: "19:08", by: "Noémie", text: "I vote for *Invisible Cities*. Short chapters, good to read aloud." },
  {
    at: "19:15",
    by: "Anna",
    text: "Then this is the plan:\n\n- [x] pick a book\n- [x] tea\n- [ ] who reads the first chapter?\n- [ ] same place, next Saturday at 18:30",
  },
  { at: "19:19", by: "Marek", text: "I can read the first one." },
  { at: "19:22", by: "Ольга", text: "And I will bring the samovar." },
];
