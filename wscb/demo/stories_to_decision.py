"""The demo's Serious Case Reviews from the notification to the Chair's decision: a case in every state, late ones too."""

from __future__ import annotations

from reviews.actions.notification import Child
from wscb.demo.story import Story, answers, child

DEATH = answers("yes", "yes", "no", "not_known", why="Injuries that nobody has explained.")
HARM = answers("yes", "no", "yes", "yes", why="Three organisations knew of earlier injuries.")
UNCLEAR = answers("not_known", "yes", "no", "not_known", why="Found without signs of life.")
CUSTODY = answers("no", "yes", "no", "no", "childrens_home", why="Found in his room in the secure home.")
SUICIDE = answers("no", "yes", "no", "not_known", "suicide", why="A note was found.")
ACCIDENT = answers("no", "no", "yes", "no", why="A fall from a window.")

TO_DECISION = (
    Story(
        days_ago=0, reach="notified", answers=DEATH, involved=("police", "hospital", "community"),
        children=(child("Elowen", "Farrimond", 2024, 2, 11, address="14 Penketh Rise, Warrington", ethnicity="White British",
                        disability="None known", gender="Girl"),),
        incident="A two-year-old was brought to hospital by ambulance with a head injury and died in the night.",
    ),
    Story(
        days_ago=6, reach="notified", answers=HARM, kind="serious_harm", involved=("council", "school"), by="council",
        children=(child("Kacper", "Wiśniewski", 2018, 9, 3, address="2 Orford Court, Warrington", ethnicity="White Polish",
                        disability="Hearing loss", gender="Boy"),),
        incident="An eight-year-old was admitted with burns of different ages. School had raised concerns twice.",
    ),
    Story(
        days_ago=4, reach="referred", answers=UNCLEAR, by="hospital", involved=("hospital",),
        children=(Child(name_unknown=True, date_of_birth_estimated=True, gender="Boy", address="Not known"),),
        incident="A newborn baby was found in a stairwell and could not be revived. Nobody knows yet who the parents are.",
    ),
    Story(
        days_ago=16, reach="referred", answers=SUICIDE, involved=("school", "community"),
        children=(child("Imani", "Adeyemi", 2011, 4, 22, ethnicity="Black British", disability="None known", gender="Girl",
                        address="7 Latchford Mews, Warrington", aliases=("Immy",)),),
        incident="A fifteen-year-old was found at home by her brother. She had been waiting for a first appointment.",
    ),
    Story(
        days_ago=12, reach="convened", answers=DEATH, involved=("police", "hospital"),
        children=(child("Rowan", "Tattersall", 2025, 11, 30, gender="Boy", ethnicity="White British", disability="None known",
                        address="Flat 3, 88 Winwick Street, Warrington"),
                  child("Willow", "Tattersall", 2023, 6, 14, gender="Girl", ethnicity="White British", disability="None known",
                        address="Flat 3, 88 Winwick Street, Warrington")),
        incident="A fire at night in which a baby died and his sister was hurt. Neighbours had reported shouting.",
        notes=("Fire investigator rang: cause not yet established.",),
    ),
    Story(
        days_ago=26, reach="convened", answers=CUSTODY, involved=("secure", "youth"), slow=2,
        children=(child("Declan", "Moroney", 2009, 12, 1, gender="Boy", ethnicity="White Irish", disability="ADHD",
                        address="Redmoor Secure Children’s Home"),),
        incident="A sixteen-year-old died in a secure children’s home while on remand.",
    ),
    Story(
        days_ago=19, reach="met", answers=HARM, kind="serious_harm", involved=("hospital", "housing"),
        children=(child("Zara", "Hussain", 2022, 1, 9, gender="Girl", ethnicity="Asian British", disability="Epilepsy",
                        address="31 Howley Lane, Warrington"),),
        incident="A four-year-old was found severely underweight. She had not been seen by a health visitor for two years.",
    ),
    Story(
        days_ago=22, reach="recommended", answers=DEATH, involved=("police", "hospital", "council"),
        children=(child("Tobias", "Crane", 2024, 8, 19, gender="Boy", ethnicity="White British", disability="None known",
                        address="5 Bewsey Close, Warrington"),),
        incident="A toddler died of injuries that were not accidental. His mother’s partner has been arrested.",
    ),
    Story(
        days_ago=41, reach="recommended", answers=HARM, kind="serious_harm", involved=("police", "school"), slow=6, terms=False,
        children=(child("Sofia", "Marchetti", 2014, 3, 27, gender="Girl", ethnicity="White Italian", disability="None known",
                        address="19 Stockton Heath Road, Warrington"),),
        incident="A twelve-year-old was hurt by an adult known to four services, none of which had the whole picture.",
        notes=("Mother’s solicitor wrote: asks to be told of any meeting.",),
    ),
    Story(
        days_ago=25, reach="referred_back", answers=ACCIDENT, kind="serious_harm", involved=("hospital", "housing"),
        recommends="not_hold",
        children=(child("Noah", "Fairclough", 2021, 7, 7, gender="Boy", ethnicity="White British", disability="None known",
                        address="12 Dallam Walk, Warrington"),),
        incident="A five-year-old fell from a third-floor window whose restrictor had been reported broken.",
    ),
    Story(
        days_ago=24, reach="recommended", answers=DEATH, involved=("hospital",), conflict=True,
        children=(child("Ayaan", "Malik", 2025, 1, 17, gender="Boy", ethnicity="Asian British", disability="None known",
                        address="44 Fairfield Street, Warrington"),),
        incident="A baby died at home. An older sibling had been on a child protection plan.",
    ),
    Story(
        days_ago=64, reach="decided", answers=DEATH, involved=("police", "hospital"), told=False,
        children=(child("Mia", "Kershaw", 2019, 10, 5, gender="Girl", ethnicity="White British", disability="None known",
                        address="3 Culcheth Green, Warrington"),),
        incident="A six-year-old died after years of neglect.",
    ),
    Story(
        days_ago=90, reach="decided", scrutinised=True, answers=ACCIDENT, kind="serious_harm", outcome="not_hold", recommends="not_hold",
        involved=("hospital",),
        children=(child("Leo", "Sandiford", 2020, 12, 12, gender="Boy", ethnicity="White British", disability="None known",
                        address="61 Padgate Lane, Warrington"),),
        incident="A child was hurt on the road. Services had worked together well.",
    ),
    Story(
        days_ago=130, reach="reconsidered", answers=ACCIDENT, kind="serious_harm", outcome="not_hold", recommends="not_hold",
        involved=("hospital", "school"),
        children=(child("Freya", "Lindqvist", 2015, 8, 30, gender="Girl", ethnicity="White European", disability="None known",
                        address="18 Lymm Road, Warrington"),),
        incident="A child was admitted with a broken arm. New facts came to light later.",
    ),
    Story(
        days_ago=48, reach="closed", answers=DEATH, closed_as="duplicate",
        children=(child("Toby", "Crane", 2024, 8, 19, gender="Boy"),),
        incident="The same incident was notified by a second organisation.",
    ),
    Story(
        days_ago=33, reach="closed", answers=UNCLEAR, closed_as="withdrawn",
        children=(child("Poppy", "Ingham", 2023, 3, 3, gender="Girl"),),
        incident="A death that the pathologist found to be natural; the notification was withdrawn.",
    ),
    Story(
        days_ago=29, reach="closed", answers=DEATH, closed_as="out_of_area", residence="elsewhere",
        other_board="Halton Safeguarding Children Board",
        children=(child("Callum", "Rigby", 2013, 6, 18, gender="Boy", address="Runcorn"),),
        incident="A boy from Halton died in a Warrington hospital.",
    ),
    Story(
        days_ago=38, reach="notified", answers=HARM, kind="serious_harm", running=True, involved=("council",),
        children=(Child(unborn=True), child("Summer", "Duckworth", 2017, 11, 2, gender="Girl", address="5 Risley Avenue, Warrington")),
        incident="A pregnant mother and her daughter were attacked at home. The case was running on paper before it was entered here.",
    ),
)  # fmt: skip
