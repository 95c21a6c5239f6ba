namespace ReId.Synthesis.Crops;

/// <summary>One crop of a set in Market-1501's layout.</summary>
/// <param name="Folder"><c>bounding_box_train</c>, <c>query</c> or <c>bounding_box_test</c>.</param>
/// <param name="Identity">From 1.</param>
/// <param name="Camera">From 1.</param>
/// <param name="Number">Of the picture under this camera, from 0.</param>
public sealed record CropFile(string Folder, int Identity, int Camera, int Number)
{
    /// <summary>The file's name, as in <c>0002_c1s1_000001_01.jpg</c>.</summary>
    public string Name => $"{Identity:0000}_c{Camera}s1_{Number + 1:000000}_01.jpg";

    /// <summary>Every crop of a set: the first identities train; of the others each camera's first picture asks.</summary>
    /// <param name="identities">How many people.</param>
    /// <param name="cameras">How many cameras.</param>
    /// <param name="perCamera">Pictures of each person under each camera.</param>
    /// <param name="split">Share of the people that train, 0 to 1.</param>
    public static IEnumerable<CropFile> Plan(int identities, int cameras, int perCamera, double split)
    {
        var train = (int)Math.Round(identities * split);
        for (var identity = 1; identity <= identities; identity++)
        {
            for (var camera = 1; camera <= cameras; camera++)
            {
                for (var number = 0; number < perCamera; number++)
                {
                    yield return new(identity <= train ? "bounding_box_train" : number == 0 ? "query" : "bounding_box_test", identity, camera, number);
                }
            }
        }
    }
}
