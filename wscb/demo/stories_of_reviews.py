"""The demo's Serious Case Reviews from the Chair's decision to the accepted report: a case in every state, late ones too."""

from __future__ import annotations

from wscb.demo.stories_to_decision import ACCIDENT, DEATH, HARM
from wscb.demo.story import Story, child, learning

OF_REVIEWS = (
    Story(
        days_ago=34, reach="appointing", leads="proposed", answers=DEATH, involved=("hospital", "community"),
        children=(child("Ottilie", "Brand", 2025, 3, 8, gender="Girl", ethnicity="White British", disability="None known",
                        address="70 Knutsford Road, Warrington"),),
        incident="A baby died of a head injury. Four services had been to the house in the month before.",
    ),
    Story(
        days_ago=47, reach="appointing", leads="appointed", newcomer=True, answers=HARM, kind="serious_harm",
        involved=("school", "council"),
        children=(child("Dylan", "Ashcroft", 2013, 5, 2, gender="Boy", ethnicity="White British", disability="Autism",
                        address="4 Great Sankey Lane, Warrington"),),
        incident="A boy was found living in a shed. He had been taken off the roll of his school a year before.",
    ),
    Story(
        days_ago=176, reach="under_review", busy=True, learns=True, answers=HARM, kind="serious_harm",
        involved=("council", "community", "hospital", "police", "school", "housing"),
        children=(child("Harley", "Beckett", 2016, 5, 23, gender="Boy", ethnicity="White British", disability="Autism",
                        address="27 Grappenhall Way, Warrington"),),
        incident="A nine-year-old was found locked in a room at home.",
    ),
    Story(
        days_ago=225, reach="under_review", answers=DEATH, involved=("police", "probation"), drafted=200, learns=True, extended=True,
        children=(child("Grace", "O’Malley", 2012, 2, 29, gender="Girl", ethnicity="White Irish", disability="None known",
                        address="9 Appleton Thorn, Warrington"),),
        incident="A fourteen-year-old was killed by her mother’s partner, who was under supervision.",
        notes=("The Crown Prosecution Service rang: the trial is now expected in the autumn.",),
    ),
    Story(
        days_ago=215, reach="report_submitted", answers=HARM, kind="serious_harm", involved=("hospital", "council"), submitted=207,
        children=(child("Yusuf", "Rahman", 2019, 6, 20, gender="Boy", ethnicity="Asian British", disability="Diabetes",
                        address="15 Cinnamon Brow, Warrington"),),
        incident="A five-year-old nearly died of untreated diabetes. Five appointments had been missed.",
    ),
    Story(
        days_ago=206, reach="completed", answers=DEATH, involved=("police", "hospital"), submitted=170, accepted=184,
        children=(child("Erin", "Postlethwaite", 2018, 11, 15, gender="Girl", ethnicity="White British", disability="None known",
                        address="33 Woolston Grange, Warrington"),),
        incident="A six-year-old drowned in the bath while her mother was ill. She had a social worker and a school nurse.",
    ),
    Story(
        days_ago=430, reach="completed", answers=DEATH, involved=("hospital", "community"), submitted=205, accepted=221,
        children=(child("Samir", "Haddad", 2023, 9, 4, gender="Boy", ethnicity="Arab", disability="None known",
                        address="8 Whittle Hall Lane, Warrington"),),
        incident="A toddler died of neglect. Its completion was late by three weeks, for a trial.",
    ),
    Story(
        days_ago=58, reach="decided", answers=ACCIDENT, kind="serious_harm", outcome="not_hold", recommends="not_hold",
        involved=("hospital", "school"),
        children=(child("Kitty", "Marland", 2017, 1, 28, gender="Girl", ethnicity="White British", disability="None known",
                        address="52 Thelwall New Road, Warrington"),),
        incident="A girl was badly hurt by a horse at a riding school. Two services had been worried about who looked after her.",
        then=Story(
            days_ago=30, reach="appointing", process="cr", leads="declared", involved=("hospital", "school"), ofsted=False,
            answers=learning("How a school and a hospital pass on what each of them sees of a neglected child."),
        ),
    ),
)  # fmt: skip
