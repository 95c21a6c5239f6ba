using System.Globalization;
using ReId.Index;
using ReId.Model.Calibration;
using Spectre.Console;

namespace ReId.Cli.Output;

/// <summary>Prints matches, best first.</summary>
internal static class MatchTable
{
    /// <param name="hits">The matches.</param>
    /// <param name="calibration">Says how probable each is; null for no such column.</param>
    public static void Print(IReadOnlyList<SearchHit> hits, ModelCalibration? calibration)
    {
        if (hits.Count == 0)
        {
            Terminal.Line("no match passes the filters");
            return;
        }

        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("#").RightAligned())
            .AddColumn("camera").AddColumn(new TableColumn("time (UTC)").NoWrap()).AddColumn("tracklet")
            .AddColumn(new TableColumn("crop").NoWrap())
            .AddColumn(new TableColumn("score").RightAligned());
        if (calibration is not null)
        {
            table.AddColumn(new TableColumn("same").RightAligned());
        }

        for (var i = 0; i < hits.Count; i++)
        {
            var crop = hits[i].Crop;
            List<string> cells =
            [
                (i + 1).ToString(CultureInfo.InvariantCulture),
                crop.Camera.EscapeMarkup(),
                Clock.Show(crop.CapturedAt),
                ShortId.Of(crop.TrackletId),
                crop.CropId.ToString(),
                hits[i].Score.ToString("0.000", CultureInfo.InvariantCulture),
            ];
            if (calibration is not null)
            {
                cells.Add(calibration.Probability(hits[i].Score).ToString("0.000", CultureInfo.InvariantCulture));
            }

            table.AddRow([.. cells]);
        }

        Terminal.Out.Write(table);
    }
}
