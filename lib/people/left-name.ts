/** Under this name stands what somebody wrote who has left. The database knows no other for them. */
export const leftName = 'Somebody who has left'
