namespace ReId.Model.Datasets.Readers;

/// <summary>
/// Market-1501 (Zheng et al., 2015): 12,936 / 3,368 / 15,913 pictures. Identity 0 is a distractor and stays in the
/// gallery; −1 is junk, which the evaluation drops.
/// </summary>
internal sealed class Market1501Reader : IDataSetReader
{
    public string Name => "market1501";

    public string Root => "a folder with bounding_box_train/, query/ and bounding_box_test/";

    public DataSet Read(string root, DataSetOptions options) =>
        MarketNames.Read(Name, PictureFolder.Descend(root, MarketNames.Train), options.Cameras);
}
