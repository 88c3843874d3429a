"""What every page needs: access rules, host routing, form tokens, held submissions, fields, components.

This part knows no people: rules about roles are made in `wscb.people.rules`, rules about cases in `wscb.cases`.
"""
