namespace ReId.Index.Identities;

/// <summary>
/// Groups crops by tracklet. A tracklet stays whole, and what is decided of one crop goes for all, unless crops of it
/// are pinned: then the crops that may follow the only pin do so, and the others are a unit of their own.
/// </summary>
internal static class TrackletUnits
{
    public static List<TrackletUnit> Build(IReadOnlyList<RunCrop> crops, DecisionRules rules)
    {
        var units = new List<TrackletUnit>();
        foreach (var tracklet in Enumerable.Range(0, crops.Count).GroupBy(i => (crops[i].TrackletId, crops[i].Camera)))
        {
            var pins = tracklet.Select(i => rules.PinOf(crops[i].CropId)).OfType<Guid>().Distinct().ToList();
            var only = pins.Count == 1 ? pins[0] : (Guid?)null;
            foreach (var part in tracklet.GroupBy(i => Follow(crops[i].CropId, only, rules)))
            {
                units.Add(Unit(units.Count, [.. part], part.Key, crops, rules));
            }
        }

        return units;
    }

    private static Guid? Follow(Guid crop, Guid? only, DecisionRules rules) =>
        rules.PinOf(crop) ?? (only is { } pin && !rules.IsBanned(crop, pin) ? pin : null);

    private static TrackletUnit Unit(
        int number, List<int> members, Guid? pin, IReadOnlyList<RunCrop> crops, DecisionRules rules)
    {
        var bans = members.SelectMany(i => rules.BansOf(crops[i].CropId)).ToHashSet();
        if (pin is { } there)
        {
            // Reached by a crop that is pinned there and one that is not banned from it.
            bans.Remove(there);
        }

        return new TrackletUnit
        {
            Number = number,
            TrackletId = crops[members[0]].TrackletId,
            Camera = crops[members[0]].Camera,
            Members = members,
            Start = members.Min(i => crops[i].CapturedAt),
            End = members.Max(i => crops[i].CapturedAt),
            Pin = pin,
            Bans = bans,
        };
    }
}
