"""All cases of the demo, in the order in which they are told."""

from wscb.demo.stories_case_reviews import CASE_REVIEWS
from wscb.demo.stories_of_reviews import OF_REVIEWS
from wscb.demo.stories_to_decision import TO_DECISION

STORIES = (*TO_DECISION, *OF_REVIEWS, *CASE_REVIEWS)
