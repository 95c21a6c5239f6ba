using System.Text.RegularExpressions;
using ReId.Contracts;

namespace ReId.Model.Datasets.Readers;

/// <summary>Three folders of pictures named <c>PPPP_cC…</c>: Market-1501 and what was brought into its form.</summary>
internal static partial class MarketNames
{
    public const string Train = "bounding_box_train";
    private const string Query = "query";
    private const string Gallery = "bounding_box_test";
    private const string Layout = $"a data set in Market-1501's layout has {Train}/, {Query}/ and {Gallery}/";
    private const string Distractor = "0000";

    /// <summary>Reads the three folders.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="root">The folder that holds them.</param>
    /// <param name="cameras">Whether to keep the cameras.</param>
    public static DataSet Read(string name, string root, bool cameras) => new()
    {
        Name = name,
        HasCameras = cameras,

        // Neither distractors nor junk are a person that one could learn.
        Train = [.. Images(Path.Combine(root, Train), cameras).Where(i => i.Identity is not ("-1" or Distractor))],
        Query = [.. Images(Path.Combine(root, Query), cameras)],
        Gallery = [.. Images(Path.Combine(root, Gallery), cameras)],
    };

    private static IEnumerable<DataSetImage> Images(string folder, bool cameras)
    {
        foreach (var path in PictureFolder.Files(folder, Layout))
        {
            var match = Name().Match(Path.GetFileName(path));
            if (!match.Success)
            {
                throw new ReIdException(
                    $"{path} does not follow Market-1501's naming: identity, _c and camera, as in 0002_c1s1_000451_03.jpg.");
            }

            yield return new DataSetImage(
                path, string.Intern(match.Groups["identity"].Value), cameras ? string.Intern(match.Groups["camera"].Value) : null);
        }
    }

    [GeneratedRegex(@"^(?<identity>-1|[0-9]+)_c(?<camera>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
