/** Signs the tokens of all stories. */
export const STORY_SECRET = 'only for stories: thirty-two bytes and more';
