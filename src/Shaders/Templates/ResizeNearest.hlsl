// Each output is the input whose pixel holds its centre.
void Run(uint row, uint column)
{
    uint input = row / OUTPUT_COUNT * INPUT_COUNT + IndexOf(NearestTo(PositionOf(row % OUTPUT_COUNT, OUTPUT)), INPUT);
    RESULT(row * CHANNELS + column) = X(input * CHANNELS + column);
}
