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
}
