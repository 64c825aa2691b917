"""The ids of the data that code names, each of them here and nowhere else.

Who renames one in the data is told by `pathfinder kb check` (`knowledge/checks/required.py`), and not by
a card that lacks a number.
"""

from pathfinder.model.condition import OptionId, QuestionId, SupportId
from pathfinder.model.knowledge.notice import NoticeId
from pathfinder.model.knowledge.reference import ContactId

CALL_911, CALL_988 = ContactId("emergency_911"), ContactId("lifeline_988")
"""The contacts on the card of every handout."""

EMERGENCY = NoticeId("emergency_911")
"""The notice that says to call, and nothing else."""
DISCLAIMER = NoticeId("not_medical_advice")

FOR_WHOM = QuestionId("for_whom")
CLIENT, LOVED_ONE = OptionId("client"), OptionId("loved_one")

LIKED, LEFT = QuestionId("tried_and_liked"), QuestionId("tried_and_left")

SUBSTANCES, ALCOHOL = QuestionId("substances"), OptionId("alcohol")
GOAL = QuestionId("goal")
DRINKING_LESS = frozenset({OptionId("moderation"), OptionId("reduce_harm")})

MEETING_WISHES, WOMEN_ONLY = QuestionId("meeting_wishes"), OptionId("women_only")
WITH_LGBTQ, WITH_THE_YOUNG = OptionId("lgbtq_meetings"), OptionId("young_people")
LANGUAGE, SPANISH = QuestionId("language"), OptionId("spanish")
GENDER, WOMAN, MAN = QuestionId("gender"), OptionId("woman"), OptionId("man")
JUSTICE, ORDERED = QuestionId("justice"), OptionId("ordered_to_attend")
ACCESS, ONLINE, IN_PERSON = QuestionId("access"), OptionId("online"), OptionId("in_person")

AA, SECULAR_AA, AL_ANON = SupportId("aa"), SupportId("secular_aa"), SupportId("al_anon")
NA, CA, CMA = SupportId("na"), SupportId("ca"), SupportId("cma")
MARIJUANA, HEROIN = SupportId("marijuana_anonymous"), SupportId("heroin_anonymous")
DHARMA, REFUGE = SupportId("recovery_dharma"), SupportId("refuge_recovery")
ADULT_CHILDREN, CODEPENDENTS = SupportId("adult_children"), SupportId("codependents_anonymous")
LGBTQ_MEETINGS = SupportId("lgbtq_meetings")

RESIDENTIAL, OUTPATIENT = SupportId("residential_treatment"), SupportId("outpatient_treatment")
RESIDENCE, WITHDRAWAL_CARE = SupportId("recovery_residence"), SupportId("withdrawal_care")
MEDICINE, MENTAL_HEALTH = SupportId("moud"), SupportId("mental_health_care")
