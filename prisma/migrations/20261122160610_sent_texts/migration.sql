-- Every view is one that the public reads, so how much somebody has sent is no view: the query stands in lib/comments/sent-texts.ts.
DROP VIEW sent_text;
