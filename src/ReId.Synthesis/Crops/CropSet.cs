namespace ReId.Synthesis.Crops;

/// <summary>Which crops a set in Market-1501's layout holds.</summary>
/// <param name="Seed">Of people, cameras and moments.</param>
/// <param name="Identities">How many people.</param>
/// <param name="Cameras">How many cameras there are.</param>
/// <param name="CamerasPerIdentity">How many of them see a person.</param>
/// <param name="ImagesPerCamera">Pictures of a person under each camera that sees them.</param>
/// <param name="Split">Share of the people that train, 0 to 1.</param>
public sealed record CropSet(long Seed, int Identities, int Cameras, int CamerasPerIdentity, int ImagesPerCamera, double Split)
{
    /// <summary>How many crops.</summary>
    public long Count => (long)Identities * Math.Min(Cameras, CamerasPerIdentity) * ImagesPerCamera;

    /// <summary>Every crop: the first identities train; of the others each camera's first picture asks.</summary>
    public IEnumerable<CropFile> Files()
    {
        var train = (int)Math.Round(Identities * Split);
        for (var identity = 1; identity <= Identities; identity++)
        {
            foreach (var camera in CamerasOf(identity))
            {
                for (var number = 0; number < ImagesPerCamera; number++)
                {
                    yield return new(identity <= train ? "bounding_box_train" : number == 0 ? "query" : "bounding_box_test", identity, camera, number);
                }
            }
        }
    }

    /// <summary>The cameras that see a person, in rising order.</summary>
    public int[] CamerasOf(int identity)
    {
        var all = Enumerable.Range(1, Cameras).ToArray();
        var chance = new Chance(Seed, identity, 4);
        var few = Math.Min(Cameras, CamerasPerIdentity);
        for (var i = 0; i < few; i++)
        {
            var other = i + chance.Below(Cameras - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return [.. all.Take(few).Order()];
    }
}
