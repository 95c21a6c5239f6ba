using System.Globalization;
using ReId.Index;
using Spectre.Console;

namespace ReId.Cli.Output;

/// <summary>Prints matches, best first.</summary>
internal static class MatchTable
{
    public static void Print(IReadOnlyList<SearchHit> hits)
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
        for (var i = 0; i < hits.Count; i++)
        {
            var crop = hits[i].Crop;
            table.AddRow(
                (i + 1).ToString(CultureInfo.InvariantCulture),
                crop.Camera.EscapeMarkup(),
                Clock.Show(crop.CapturedAt),
                ShortId.Of(crop.TrackletId),
                crop.CropId.ToString(),
                hits[i].Score.ToString("0.000", CultureInfo.InvariantCulture));
        }

        Terminal.Out.Write(table);
    }
}
