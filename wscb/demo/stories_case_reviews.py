"""The demo's Case Reviews: a case in every state, some of which came as a notification of a Serious Case Review."""

from __future__ import annotations

from wscb.demo.stories_to_decision import ACCIDENT
from wscb.demo.story import Story, child, learning

CASE_REVIEWS = (
    Story(
        process="cr", days_ago=2, reach="notified", kind="serious_harm", by="school", involved=("school", "youth"),
        answers=learning("How schools are told when a young person is arrested at the weekend."),
        children=(child("Jude", "Whalley", 2010, 7, 19, gender="Boy", ethnicity="White British", disability="Dyslexia",
                        address="21 Hood Manor, Warrington"),),
        incident="A fifteen-year-old was stabbed outside his school. He recovered.",
    ),
    Story(
        process="cr", days_ago=9, reach="referred", kind="serious_harm", by="hospital", involved=("hospital", "housing"),
        answers=learning("How housing officers and health visitors tell each other of damp and mould."),
        children=(child("Amara", "Obi", 2024, 10, 30, gender="Girl", ethnicity="Black British", disability="Asthma",
                        address="Flat 9, 2 Dallam Lane, Warrington"),),
        incident="A one-year-old was in intensive care with an illness of the lungs. The flat had been reported three times.",
    ),
    Story(
        days_ago=16, reach="closed", closed_as="case_review", answers=ACCIDENT, kind="serious_harm", by="council",
        involved=("council", "charity"),
        children=(child("Bodhi", "Lancaster", 2021, 2, 21, gender="Boy", ethnicity="White British", disability="None known",
                        address="88 Orford Green, Warrington"),),
        incident="A four-year-old wandered on to the railway from a contact centre, and was brought back by a driver.",
        then=Story(
            process="cr", days_ago=16, reach="convened", involved=("council", "charity"),
            answers=learning("How supervised contact is staffed when several families come at once."),
        ),
    ),
    Story(
        process="cr", days_ago=21, reach="met", kind="serious_harm", by="council", involved=("council", "community"), ofsted=False,
        answers=learning("Why a family that moved twice was not handed over either time."),
        children=(child("Niamh", "Rourke", 2020, 4, 1, gender="Girl", ethnicity="White Irish Traveller", disability="None known",
                        address="The Meadows, Warrington"),),
        incident="A five-year-old was badly scalded. Two health visiting teams each thought the other had her.",
    ),
    Story(
        process="cr", days_ago=24, reach="recommended", kind="serious_harm", by="police", involved=("police", "youth"),
        answers=learning("What a good joint response to a missing child looks like, and what made it work."),
        children=(child("Reggie", "Tonge", 2011, 9, 9, gender="Boy", ethnicity="White British", disability="ADHD",
                        address="17 Bruche Avenue, Warrington"),),
        incident="A boy who had been missing for five days was found unharmed. Services had worked together unusually well.",
    ),
    Story(
        process="cr", days_ago=28, reach="referred_back", kind="serious_harm", by="hospital", involved=("hospital", "school"),
        recommends="not_hold", answers=learning("How a school’s worry about an eating disorder reaches a specialist."),
        children=(child("Isla", "Pemberton", 2010, 12, 24, gender="Girl", ethnicity="White British", disability="None known",
                        address="6 Hatton Lane, Warrington"),),
        incident="A fifteen-year-old was admitted close to death with an eating disorder.",
    ),
    Story(
        process="cr", days_ago=55, reach="decided", outcome="not_hold", recommends="not_hold", kind="serious_harm", by="school",
        involved=("school",), answers=learning("How a school trip checks the people it hires."),
        children=(child("Oscar", "Vickers", 2012, 6, 6, gender="Boy", ethnicity="White British", disability="None known",
                        address="45 Stretton Road, Warrington"),),
        incident="A boy was hurt on a school trip. The school’s own enquiry had found and mended what went wrong.",
    ),
    Story(
        process="cr", days_ago=40, reach="decided", told=False, kind="serious_harm", by="council", involved=("council", "police"),
        answers=learning("How a return home from care is prepared."),
        children=(child("Tegan", "Haworth", 2014, 8, 16, gender="Girl", ethnicity="White British", disability="None known",
                        address="Foster placement, Warrington"),),
        incident="A girl was hurt in the week after she went home from foster care.",
    ),
    Story(
        process="cr", days_ago=120, reach="under_review", kind="serious_harm", by="council", involved=("council", "housing"),
        answers=learning("How services keep sight of a baby whose mother is herself in care."),
        children=(child("Blessing", "Mwale", 2025, 5, 5, gender="Girl", ethnicity="Black African", disability="None known",
                        address="Not known"),),
        incident="A baby was left alone for a night by her mother, who is sixteen and in care.",
    ),
    Story(
        process="cr", days_ago=170, reach="report_submitted", kind="serious_harm", by="school", involved=("school", "police"),
        submitted=148, answers=learning("How pictures of children that are passed round a school are dealt with."),
        children=(child("Ruby", "Entwistle", 2011, 3, 30, gender="Girl", ethnicity="White British", disability="None known",
                        address="30 Stockport Road, Warrington"),),
        incident="A fourteen-year-old took an overdose after pictures of her had been passed round.",
    ),
    Story(
        days_ago=260, reach="decided", answers=ACCIDENT, kind="serious_harm", outcome="not_hold", recommends="not_hold",
        involved=("hospital", "council"),
        children=(child("Theo", "Gandy", 2019, 2, 2, gender="Boy", ethnicity="White British", disability="Epilepsy",
                        address="11 Westbrook Crescent, Warrington"),),
        incident="A boy had a seizure in respite care and was found late.",
        then=Story(
            process="cr", days_ago=225, reach="completed", involved=("hospital", "council"), submitted=150, accepted=165,
            answers=learning("What respite carers are told of a child’s epilepsy, and by whom."),
        ),
    ),
    Story(
        process="cr", days_ago=37, reach="closed", closed_as="withdrawn", kind="serious_harm", by="school", involved=("school",),
        answers=learning("How playgrounds are watched at the end of the day."),
        children=(child("Alfie", "Sutcliffe", 2018, 10, 10, gender="Boy"),),
        incident="A boy broke a leg at school. It came to light that he had been pushed by nobody.",
    ),
)  # fmt: skip
