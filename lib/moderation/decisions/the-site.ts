/** Whose name stands beside a decision that no person made: the site's, by a setting of its administrators. */
export const theSite = 'Afterword'
