using OpenCvSharp;
using ReId.Cli.Output;
using ReId.Cli.Tests.Support;

namespace ReId.Cli.Tests.Output;

public sealed class ContactSheetTests
{
    // Corners of the frames, and the middle of the probe's picture (Mat.Get takes row, column).
    private const int FrameRow = 37;
    private const int FirstMatchColumn = 167;
    private const int SecondMatchColumn = 309;
    private const int MiddleRow = 168;
    private const int MiddleColumn = 78;

    [Fact]
    public void The_sheet_is_as_large_as_its_cells()
    {
        using var sheet = Draw(Cell(correct: false), Cell(correct: true), Cell(correct: false));

        Assert.Equal((454, 342), (sheet.Cols, sheet.Rows));
    }

    [Fact]
    public void A_correct_match_is_framed_green_and_another_grey()
    {
        using var sheet = Draw(Cell(correct: false), Cell(correct: true), Cell(correct: false));

        AssertColour(sheet, FrameRow, FirstMatchColumn, 60, 170, 60);
        AssertColour(sheet, FrameRow, SecondMatchColumn, 205, 205, 205);
    }

    [Fact]
    public void A_picture_keeps_its_proportions()
    {
        using var sheet = Draw(new ContactSheet.Cell(Pictures.Plain(Pictures.Red, 200, 50), ["probe"], Correct: false));

        AssertColour(sheet, MiddleRow, MiddleColumn, 30, 30, 200);
        AssertColour(sheet, MiddleRow - 60, MiddleColumn, 250, 250, 250);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no picture")]
    public void A_picture_that_is_gone_leaves_its_cell_empty(string content)
    {
        var gone = new ContactSheet.Cell(System.Text.Encoding.ASCII.GetBytes(content), ["gone"], Correct: true);

        using var sheet = Draw(Cell(correct: false), gone);

        AssertColour(sheet, FrameRow, FirstMatchColumn, 60, 170, 60);
    }

    private static ContactSheet.Cell Cell(bool correct) =>
        new(Pictures.Person(Pictures.Red, Pictures.Grey), ["0.900"], correct);

    private static Mat Draw(ContactSheet.Cell probe, params ContactSheet.Cell[] matches) =>
        Cv2.ImDecode(ContactSheet.Draw("query 1", probe, matches), ImreadModes.Color);

    private static void AssertColour(Mat sheet, int row, int column, int blue, int green, int red)
    {
        // JPEG is not exact, least of all at an edge.
        const int Tolerance = 25;
        var pixel = sheet.Get<Bgr>(row, column);
        Assert.InRange(pixel.Blue, blue - Tolerance, blue + Tolerance);
        Assert.InRange(pixel.Green, green - Tolerance, green + Tolerance);
        Assert.InRange(pixel.Red, red - Tolerance, red + Tolerance);
    }

    private readonly record struct Bgr(byte Blue, byte Green, byte Red);
}
